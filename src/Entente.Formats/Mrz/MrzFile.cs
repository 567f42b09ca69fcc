using System.Text;
using Entente.Formats.Reading;
using Entente.Formats.Text;
using Entente.Screening.Subjects;

namespace Entente.Formats.Mrz;

/// <summary>
/// Reads a file of machine-readable zones, one after the other or parted by blank lines. A zone that cannot be read is refused whole, and
/// reading goes on with the next line that can open one, so that a lost line costs one document and not all behind it.
/// </summary>
internal sealed class MrzFile
{
    /// <summary>Longer lines are cut: they are no zone, whatever follows.</summary>
    private const int LongestLine = 256;

    /// <summary>A first line of which not even this much is there is no sign of a zone.</summary>
    private const int ShortestLine = 25;

    private readonly TextReader _text;
    private int _lineNumber;
    private string? _next;
    private bool _blankBefore;

    private MrzFile(TextReader text)
    {
        _text = text;
        Advance();
    }

    /// <summary>Whether the text begins as a zone does. Some filler must be there: words without one are not a zone.</summary>
    public static bool Recognises(InputHead head) =>
        head.FirstLine.Length >= ShortestLine && MrzLines.LooksLikeFirstLine(head.FirstLine)
        && (head.FirstLine.Contains(MrzReader.Filler) || head.FirstLine.Contains("  ", StringComparison.Ordinal));

    /// <summary>Reads the bearers of all documents; identifiers are their numbers in the file, from 1.</summary>
    public static IEnumerable<Traveller> Read(Stream stream, Journal journal, DateOnly today)
    {
        var file = new MrzFile(new InputText(stream, journal));
        for (var number = 1; file._next is not null; number++)
        {
            var place = $"document {number} (from line {file._lineNumber})";
            var zone = file.TakeZone(today);
            var traveller = zone.Document is null ? null : MrzTraveller.From(zone.Document, $"{number}", place, journal);
            if (traveller is not null)
            {
                journal.Accept();
                yield return traveller;
            }
            else if (zone.Document is null)
            {
                journal.Refuse(place, "mrz-unreadable", MrzReader.Fault(zone.Text));
            }
            else
            {
                journal.Refuse(place, "name-missing", "The zone states no name, so there is nobody to screen. Look at the document.");
            }
        }
    }

    private (MrzDocument? Document, string Text) TakeZone(DateOnly today)
    {
        var lines = new List<string>();
        var count = MrzLines.CountAfter(_next?.Length ?? 0);
        while (lines.Count < count && _next is not null && (lines.Count == 0 || !(_blankBefore && MrzLines.LooksLikeFirstLine(_next))))
        {
            lines.Add(_next);
            Advance();
        }

        var text = string.Join('\n', lines);
        var document = MrzReader.TryRead(text, today);
        while (document is null && _next is not null && !MrzLines.LooksLikeFirstLine(_next))
        {
            Advance();
        }

        return (document, text);
    }

    /// <summary>Goes to the next line that is not blank.</summary>
    private void Advance()
    {
        _blankBefore = false;
        while ((_next = ReadLine()) is { Length: 0 })
        {
            _blankBefore = true;
        }
    }

    private string? ReadLine()
    {
        var line = new StringBuilder();
        var character = _text.Read();
        _lineNumber++;
        if (character < 0)
        {
            return null;
        }

        for (; character >= 0 && character != '\n'; character = _text.Read())
        {
            if (line.Length < LongestLine)
            {
                line.Append((char)character);
            }
        }

        return line.ToString().Trim();
    }
}
