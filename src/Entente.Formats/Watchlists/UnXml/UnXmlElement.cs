using System.Text;
using System.Xml;
using Entente.Formats.Text;

namespace Entente.Formats.Watchlists.UnXml;

/// <summary>
/// One element of a record with its text and children. Elements nested deeper than any record of the list are skipped, so
/// that hostile nesting costs neither stack nor time (a general tree costs time that grows with the square of the depth).
/// </summary>
internal sealed class UnXmlElement
{
    /// <summary>Depth of a value within a record (INDIVIDUAL, NATIONALITY, VALUE), and one to spare.</summary>
    private const int MaxDepth = 4;

    private readonly List<UnXmlElement> _children = [];

    private UnXmlElement(string name) => Name = name;

    /// <summary>The element's name.</summary>
    public string Name { get; }

    /// <summary>The element's own text, tidied; empty where it has none.</summary>
    public string Text => Words.Tidy(RawText);

    /// <summary>The element's own text with its line breaks.</summary>
    public string RawText { get; private set; } = "";

    /// <summary>The text of the first child of that name; empty where there is none.</summary>
    public string this[string name] => Elements(name).FirstOrDefault()?.Text ?? "";

    /// <summary>The children of that name.</summary>
    public IEnumerable<UnXmlElement> Elements(string name) => _children.Where(child => child.Name == name);

    /// <summary>Reads the element at which the reader stands, and moves behind it.</summary>
    /// <exception cref="XmlException">The XML is damaged or breaks off.</exception>
    public static UnXmlElement Read(XmlReader xml) => Read(xml, depth: 1);

    private static UnXmlElement Read(XmlReader xml, int depth)
    {
        var element = new UnXmlElement(xml.Name);
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return element;
        }
        xml.Read();
        StringBuilder? text = null;
        while (xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType != XmlNodeType.Element)
            {
                text = (text ?? new StringBuilder()).Append(xml.Value);
                xml.Read();
            }
            else if (depth == MaxDepth)
            {
                xml.Skip();
            }
            else
            {
                element._children.Add(Read(xml, depth + 1));
            }
        }
        element.RawText = text?.ToString() ?? "";
        xml.Read();
        return element;
    }
}
