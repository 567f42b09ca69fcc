using System.Globalization;
using System.Xml;
using Entente.Formats.Reading;
using Entente.Formats.Text;

namespace Entente.Formats.Watchlists.UnXml;

/// <summary>
/// Reads the consolidated list of the United Nations Security Council (root CONSOLIDATED_LIST, schema sc-sanctions.xsd).
/// Document type definitions, and with them entities of any kind, are refused. A file that breaks off keeps what came before.
/// </summary>
internal static class UnXmlReader
{
    /// <summary>Thirty times the list of 2026; a bound on what one file can make this process hold.</summary>
    private const long MaxCharacters = 64 * 1024 * 1024;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    /// <summary>XML whose root, or document type, is that of the list.</summary>
    public static bool Recognises(InputHead head) =>
        head.Text.StartsWith('<') && head.Text.Contains("CONSOLIDATED_LIST", StringComparison.Ordinal);

    /// <summary>Reads the file to its end, or to where it breaks off.</summary>
    public static void Read(WatchlistReading reading)
    {
        using var text = new InputText(reading.Content, reading.Journal) { MaxCharacters = MaxCharacters };
        using var xml = XmlReader.Create(text, Settings);
        ReadRoot(xml, reading);
        var (individuals, entities) = (0, 0);
        try
        {
            while (!xml.EOF)
            {
                if (xml.NodeType == XmlNodeType.Element && xml.Name is "INDIVIDUAL" or "ENTITY")
                {
                    var place = xml.Name == "ENTITY" ? $"ENTITY {++entities}" : $"INDIVIDUAL {++individuals}";
                    UnXmlRecord.Read(ReadElement(xml, place, reading.Journal), place, reading);
                }
                else
                {
                    xml.Read();
                }
            }
        }
        catch (XmlException e)
        {
            reading.Journal.NoteMissing($"line {e.LineNumber}", "file-cut-off",
                "The file breaks off or is damaged here; what came before was kept, what follows was not read. Fetch the list again.");
        }
    }

    private static void ReadRoot(XmlReader xml, WatchlistReading reading)
    {
        try
        {
            xml.MoveToContent();
        }
        catch (XmlException e)
        {
            throw new UnreadableInputException(
                $"The XML cannot be read (line {e.LineNumber}): it is damaged, or has a document type definition, which no list needs and which is never followed.", e);
        }
        if (xml.Name != "CONSOLIDATED_LIST")
        {
            throw new UnreadableInputException("The root of the XML is not CONSOLIDATED_LIST.");
        }
        var dated = xml.GetAttribute("dateGenerated");
        if (dated is { Length: >= 10 } && DateOnly.TryParseExact(dated.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            reading.Journal.Dated = date;
        }
    }

    /// <summary>The record at the current place as a tree; the reader then stands behind it.</summary>
    private static UnXmlElement ReadElement(XmlReader xml, string place, Journal journal)
    {
        try
        {
            return UnXmlElement.Read(xml);
        }
        catch (XmlException)
        {
            journal.Refuse(place, "record-cut-off", "The record breaks off or is damaged and was left out.");
            throw;
        }
    }
}
