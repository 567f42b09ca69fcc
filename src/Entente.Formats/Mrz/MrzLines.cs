using Entente.Formats.Reading;

namespace Entente.Formats.Mrz;

/// <summary>The lines of one zone in their full width, from text as scanners, copy and paste and people deliver it.</summary>
/// <param name="Layout">The layout that width and first characters tell.</param>
/// <param name="Lines">As many lines as the layout has, each of its width.</param>
internal sealed record MrzLines(MrzLayout Layout, IReadOnlyList<string> Lines)
{
    /// <summary>Lines and characters a line of every zone.</summary>
    private static readonly (int Count, int Width)[] Shapes = [(2, 44), (2, 36), (3, 30)];

    /// <summary>Whether a line may open a zone: document code and issuing State are letters, and the code begins as Doc 9303 has it.</summary>
    public static bool LooksLikeFirstLine(ReadOnlySpan<char> line) =>
        line.Length >= 5 && "ACIPV".Contains(char.ToUpperInvariant(line[0])) && IsLettersOrFillers(line[1..5]);

    /// <summary>How many lines make the zone that opens with a line of this length; a line of a wrong length counts as the nearest.</summary>
    public static int CountAfter(int firstLineLength) => firstLineLength switch
    {
        < 33 => 3,
        < 60 => 2,
        _ => 1,
    };

    /// <summary>Arranges the text; null where number or width of the lines fit no zone.</summary>
    public static MrzLines? Arrange(string text, List<Finding> findings)
    {
        var arrived = Split(text);
        foreach (var (count, width) in Shapes)
        {
            if (Fit(arrived, count, width) is { } lines)
            {
                Describe(text, arrived, lines, findings);
                return new(MrzLayout.Of(width, lines[0]), lines);
            }
        }

        return null;
    }

    /// <summary>How many lines arrived, and how long they are.</summary>
    public static string DescribeLengths(string text)
    {
        const int shown = 4;
        var arrived = Split(text);
        var lengths = string.Join(", ", arrived.Take(shown).Select(line => line.Length)) + (arrived.Length > shown ? ", …" : "");
        return arrived.Length == 0 ? "no line" : $"{arrived.Length} line(s) of {lengths} characters";
    }

    private static string[] Split(string text) =>
        text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string[]? Fit(string[] arrived, int count, int width)
    {
        if (arrived.Length == 1)
        {
            return FitLine(arrived[0], count * width) is { } glued
                ? [.. Enumerable.Range(0, count).Select(i => glued.Substring(i * width, width))]
                : null;
        }

        if (arrived.Length != count)
        {
            return null;
        }

        // The name line is the one that may end in nothing but fillers, which editors and mail programs cut when they are blanks.
        var nameLine = count == 3 ? 2 : 0;
        var lines = new string[count];
        for (var i = 0; i < count; i++)
        {
            var line = FitLine(arrived[i], width) ?? (i == nameLine ? FitLine(arrived[i], width, padded: true) : null);
            if (line is null)
            {
                return null;
            }

            lines[i] = line;
        }

        return lines;
    }

    private static string? FitLine(string line, int width, bool padded = false)
    {
        var capitals = line.ToUpperInvariant();
        var filled = capitals.Replace(' ', MrzReader.Filler).Replace('\t', MrzReader.Filler);
        if (padded && filled.Length is > 5 && filled.Length < width)
        {
            return filled.PadRight(width, MrzReader.Filler);
        }

        var closed = filled.Length == width ? filled : capitals.Replace(" ", "").Replace("\t", "");
        return closed.Length == width ? closed : null;
    }

    private static void Describe(string text, string[] arrived, string[] lines, List<Finding> findings)
    {
        if (arrived.Length != lines.Length)
        {
            Note("mrz-lines-glued", $"The {lines.Length} lines arrived as one; they were parted by length.");
        }

        if (text.Any(char.IsAsciiLetterLower))
        {
            Note("mrz-lower-case", "Small letters arrived; the zone has capitals only. They were read as capitals.");
        }

        if (text.AsSpan().Trim().ContainsAny(' ', '\t') || text.Contains("\n\n", StringComparison.Ordinal) || text.Contains("\n\r\n", StringComparison.Ordinal))
        {
            Note("mrz-blanks", "Blanks arrived; the zone has fillers (<) only. They were read as fillers or left out, as the width tells.");
        }

        if (arrived.Length == lines.Length && arrived.Sum(line => line.Length) < lines.Sum(line => line.Length))
        {
            Note("mrz-fillers-missing", "The name line is short; it was filled up at its end.");
        }

        void Note(string code, string message) => findings.Add(new("line 1", code, message, Refused: false));
    }

    private static bool IsLettersOrFillers(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetter(character) && character is not (MrzReader.Filler or ' '))
            {
                return false;
            }
        }

        return true;
    }
}
