"""What a PDF says of itself, all of it written anew: nothing of LibreOffice's user or clock stays."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Name, String

if TYPE_CHECKING:
    from pipeline.content import Properties


def write_metadata(pdf: pikepdf.Pdf, properties: Properties, date: str | None) -> None:
    """Write both kinds of metadata, which say the same; `date` is ISO, or None for a file without a date."""
    producer = str(pdf.docinfo.get("/Producer", "LibreOffice"))
    pdf.Root.Metadata = pdf.make_stream(_xmp(properties, producer, date), Type=Name.Metadata, Subtype=Name.XML)
    _write_info(pdf, properties, producer, date)
    if "/DocChecksum" in pdf.trailer:
        del pdf.trailer["/DocChecksum"]  # LibreOffice's own, of the file as it was
    for intent in pdf.Root.get("/OutputIntents", []):
        _date_profile(intent.DestOutputProfile)


_PROFILE_DAY = slice(24, 36)  # six numbers of two bytes, by the ICC's specification


def _date_profile(profile: Any) -> None:
    """Give a colour profile a day of no meaning: LibreOffice makes it at each publishing, and dates it by its clock."""
    data = bytearray(profile.read_bytes())
    data[_PROFILE_DAY] = b"".join(number.to_bytes(2, "big") for number in (1980, 1, 1, 0, 0, 0))
    profile.write(zlib.compress(bytes(data)), filter=Name.FlateDecode)


_PDFUA = """  <rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
      xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
   <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
    <pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
    <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
    <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
    <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
     <pdfaProperty:name>part</pdfaProperty:name>
     <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
     <pdfaProperty:category>internal</pdfaProperty:category>
     <pdfaProperty:description>Part of ISO 14289 that the document conforms to</pdfaProperty:description>
    </rdf:li></rdf:Seq></pdfaSchema:property>
   </rdf:li></rdf:Bag></pdfaExtension:schemas>
  </rdf:Description>
"""


def _xmp(properties: Properties, producer: str, date: str | None) -> bytes:
    """Return the metadata, all of it ours: nothing of LibreOffice's user or clock stays."""
    dated = f"<xmp:CreateDate>{date}T00:00:00Z</xmp:CreateDate><xmp:ModifyDate>{date}T00:00:00Z</xmp:ModifyDate>"
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/">\n'
        ' <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        '  <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"'
        ' xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">\n'
        "   <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>\n"
        f'   <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{escape(properties.title)}</rdf:li></rdf:Alt></dc:title>\n'
        f"   <dc:creator><rdf:Seq><rdf:li>{escape(properties.author)}</rdf:li></rdf:Seq></dc:creator>\n"
        f'   <dc:description><rdf:Alt><rdf:li xml:lang="x-default">{escape(properties.subject)}</rdf:li></rdf:Alt>'
        "</dc:description>\n"
        "   <dc:language><rdf:Bag><rdf:li>sv-SE</rdf:li></rdf:Bag></dc:language>\n"
        f"   <pdf:Producer>{escape(producer)}</pdf:Producer>"
        f"<pdf:Keywords>{escape(', '.join(properties.keywords))}</pdf:Keywords>\n"
        f"   <xmp:CreatorTool>Handlingsplan</xmp:CreatorTool>{dated if date else ''}\n"
        f"  </rdf:Description>\n{_PDFUA}"
        ' </rdf:RDF>\n</x:xmpmeta>\n<?xpacket end="r"?>'
    ).encode()


def _write_info(pdf: pikepdf.Pdf, properties: Properties, producer: str, date: str | None) -> None:
    """Write the old kind of metadata anew, so that both kinds say the same."""
    for name in list(pdf.docinfo.keys()):
        del pdf.docinfo[name]
    values = {
        "/Title": properties.title,
        "/Subject": properties.subject,
        "/Author": properties.author,
        "/Keywords": ", ".join(properties.keywords),
        "/Creator": "Handlingsplan",
        "/Producer": producer,
    }
    if date:
        stamp = f"D:{date.replace('-', '')}000000Z"
        values |= {"/CreationDate": stamp, "/ModDate": stamp}
    for name, value in values.items():
        pdf.docinfo[name] = String(value)
