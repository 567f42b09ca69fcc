using System.Text;

namespace Entente.Reports.Text;

/// <summary>
/// A report as it was given: the whole file decoded as UTF-8, byte order mark, line ends and markup included, so that a place in it is
/// a place in the file. Bytes that are not UTF-8 become U+FFFD, one for each maximal part of a sequence (Unicode Standard, section 3.9),
/// as other decoders do it.
/// </summary>
public sealed class ReportText
{
    private readonly int[] _lowSurrogates;

    private ReportText(string name, string text, bool damaged)
    {
        Name = name;
        Raw = text;
        IsDamaged = damaged;
        _lowSurrogates = [.. Enumerable.Range(0, text.Length).Where(i => i > 0 && char.IsLowSurrogate(text[i]) && char.IsHighSurrogate(text[i - 1]))];
    }

    /// <summary>The file's name as it is shown to people.</summary>
    public string Name { get; }

    /// <summary>The text, UTF-16.</summary>
    public string Raw { get; }

    /// <summary>Whether bytes were found that are not UTF-8.</summary>
    public bool IsDamaged { get; }

    /// <summary>Decodes the bytes of a file. A byte order mark stays and counts as one code point.</summary>
    public static ReportText Decode(string name, ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return new(name, text, text.Contains('\uFFFD') && bytes.IndexOf("\uFFFD"u8) < 0);
    }

    /// <summary>Takes a text that has been decoded. A surrogate without its partner counts as one code point.</summary>
    public static ReportText Of(string name, string text) => new(name, text, damaged: false);

    /// <summary>The number of code points before a UTF-16 position.</summary>
    public int CodePointsBefore(int index)
    {
        var found = Array.BinarySearch(_lowSurrogates, index);
        return index - (found < 0 ? ~found : found);
    }
}
