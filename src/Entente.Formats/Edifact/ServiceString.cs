using System.Runtime.InteropServices;

namespace Entente.Formats.Edifact;

/// <summary>
/// The separators of one interchange (ISO 9735-1 section 8, service string advice UNA). A separator that is not in use is <see cref="None"/>.
/// </summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ServiceString(char Component, char Element, char Release, char Repetition, char Terminator)
{
    /// <summary>A code point that Unicode keeps from ever being a character, so that no text holds it.</summary>
    public const char None = '\uFFFF';

    /// <summary>Characters of a UNA segment behind its tag.</summary>
    private const int UnaLength = 6;

    /// <summary>UNB and UNG together are shorter than this, so the next header stands within it.</summary>
    private const int LongestHeader = 1_024;

    /// <summary>
    /// What holds without UNA: the default of syntax versions 1 to 3. Version 4 adds '*' for repetition, but passenger lists repeat
    /// nothing, and splitting a name at an asterisk would lose a part of it.
    /// </summary>
    private static readonly ServiceString Default = new(':', '+', '?', None, '\'');

    /// <summary>True for a character that divides or releases here.</summary>
    public bool Has(char character) =>
        character == Component || character == Element || character == Release || character == Repetition || character == Terminator;

    /// <summary>
    /// Looks for the start of an interchange and its separators. What UNA declares is held against what the text does: element
    /// separator behind the first tag, component separator behind the syntax identifier, terminator before the next header.
    /// </summary>
    /// <param name="head">Text that may hold the start of an interchange, preceded by anything.</param>
    /// <param name="start">Where its first segment behind UNA begins.</param>
    /// <param name="found">The separators.</param>
    /// <param name="contradicted">True where UNA declares other separators than the text uses; the text is believed.</param>
    public static bool TryFind(ReadOnlySpan<char> head, out int start, out ServiceString found, out bool contradicted)
    {
        (found, contradicted) = (Default, false);
        start = FindHeader(head, 0, ["UNB", "UNG", "UNH"]);
        if (start < 0)
        {
            return false;
        }

        var una = Una(head[..start]);
        if (una is not null)
        {
            found = una.Value;
        }

        found = found.AsUsedIn(head[start..Math.Min(start + LongestHeader, head.Length)]);
        contradicted = una is not null && found != una;
        return true;
    }

    /// <summary>UNA where it stands right before the header, blanks apart.</summary>
    private static ServiceString? Una(ReadOnlySpan<char> before)
    {
        var at = before.LastIndexOf("UNA", StringComparison.Ordinal);
        var declared = at < 0 ? default : before[(at + 3)..];
        return declared.Length < UnaLength || !declared[UnaLength..].IsWhiteSpace() || (at > 0 && char.IsAsciiLetterOrDigit(before[at - 1]))
            ? null
            : new(declared[0], declared[1], OrNone(declared[3]), OrNone(declared[4]), declared[5]);
    }

    private static char OrNone(char separator) => separator == ' ' ? None : separator;

    private ServiceString AsUsedIn(ReadOnlySpan<char> header)
    {
        var used = this with { Element = header[3..].TrimStart()[0] };
        const int syntaxIdentifier = 4;
        var syntax = header[3..].TrimStart()[1..].TrimStart();
        if (header.StartsWith("UNB", StringComparison.Ordinal) && syntax.Length > syntaxIdentifier
            && IsSeparator(syntax[syntaxIdentifier]) && syntax[syntaxIdentifier] != used.Element)
        {
            used = used with { Component = syntax[syntaxIdentifier] };
        }

        var next = FindHeader(header, 3, ["UNG", "UNH", "BGM"]);
        var before = next < 0 ? default : header[..next].TrimEnd();
        return before.IsEmpty || !IsSeparator(before[^1]) || before[^1] == used.Element || before[^1] == used.Component
            ? used
            : used with { Terminator = before[^1] };
    }

    /// <summary>The first of the tags that stands where a tag can stand: no letter or digit before it, a separator behind it.</summary>
    private static int FindHeader(ReadOnlySpan<char> text, int from, ReadOnlySpan<string> tags)
    {
        for (var at = from; at + 3 < text.Length; at++)
        {
            if (text[at] is 'U' or 'B' && (at == 0 || !char.IsAsciiLetterOrDigit(text[at - 1])) && IsOneOf(text.Slice(at, 3), tags)
                && text[(at + 3)..].TrimStart() is [var behind, ..] && IsSeparator(behind))
            {
                return at;
            }
        }

        return -1;
    }

    private static bool IsOneOf(ReadOnlySpan<char> text, ReadOnlySpan<string> tags)
    {
        foreach (var tag in tags)
        {
            if (text.SequenceEqual(tag))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSeparator(char character) => !char.IsLetterOrDigit(character) && !char.IsWhiteSpace(character);
}
