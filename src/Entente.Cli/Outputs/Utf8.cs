using System.Buffers;
using System.Globalization;
using System.Text;

namespace Entente.Cli.Outputs;

/// <summary>Text written straight into UTF-8 bytes.</summary>
internal static class Utf8
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).</summary>
    private static readonly SearchValues<char> BeginsFormula = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>Control characters but for the white space among them; some of them drive a terminal.</summary>
    private static readonly SearchValues<char> Controls = SearchValues.Create(
        [.. Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\r' or '\n'))]);

    /// <summary>Writes a text as it is.</summary>
    public static void Put(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        var bytes = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(text, bytes));
    }

    /// <summary>Writes bytes as they are; for literals such as ","u8.</summary>
    public static void Put(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    /// <summary>
    /// Writes a CSV field (RFC 4180): quoted where it holds a comma, a quote or a line break, and with an apostrophe in front where a
    /// spreadsheet would take it for a formula.
    /// </summary>
    public static void PutField(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        var quoted = text.IndexOfAny(NeedsQuotes) >= 0;
        buffer.Put(quoted ? "\""u8 : ""u8);
        buffer.Put(IsFormula(text) ? "'"u8 : ""u8);
        buffer.PutQuoted(text);
        buffer.Put(quoted ? "\""u8 : ""u8);
    }

    /// <summary>Writes what stands between the quotes of a CSV field: quotes doubled, control characters as a visible mark.</summary>
    public static void PutQuoted(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(Controls) >= 0)
        {
            var shown = text.ToArray();
            shown.AsSpan().ReplaceAny(Controls, '\uFFFD');
            text = shown;
        }

        for (var quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            buffer.Put(text[..(quote + 1)]);
            buffer.Put("\""u8);
            text = text[(quote + 1)..];
        }

        buffer.Put(text);
    }

    private static bool IsFormula(ReadOnlySpan<char> text)
    {
        var start = text.TrimStart();
        return start.IndexOfAny(BeginsFormula) == 0 && !IsNumber(start);
    }

    /// <summary>An identifier such as -17 does no harm, and programs may look it up.</summary>
    private static bool IsNumber(ReadOnlySpan<char> text) =>
        text is ['+' or '-', _, ..] && !text[1..].ContainsAnyExceptInRange('0', '9');

    /// <summary>Writes a whole number.</summary>
    public static void Put(this ArrayBufferWriter<byte> buffer, int number)
    {
        number.TryFormat(buffer.GetSpan(16), out var written, provider: CultureInfo.InvariantCulture);
        buffer.Advance(written);
    }

    /// <summary>Writes a score with six decimals.</summary>
    public static void PutScore(this ArrayBufferWriter<byte> buffer, double score)
    {
        score.TryFormat(buffer.GetSpan(32), out var written, "F6", CultureInfo.InvariantCulture);
        buffer.Advance(written);
    }
}
