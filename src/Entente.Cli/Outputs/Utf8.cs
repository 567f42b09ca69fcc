using System.Buffers;
using System.Globalization;
using System.Text;

namespace Entente.Cli.Outputs;

/// <summary>Text written straight into UTF-8 bytes.</summary>
internal static class Utf8
{
    private static readonly SearchValues<char> NeedsQuotes = SearchValues.Create(",\"\r\n");

    /// <summary>Writes a text as it is.</summary>
    public static void Put(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        var bytes = buffer.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length));
        buffer.Advance(Encoding.UTF8.GetBytes(text, bytes));
    }

    /// <summary>Writes bytes as they are; for literals such as ","u8.</summary>
    public static void Put(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<byte> bytes) => buffer.Write(bytes);

    /// <summary>Writes a CSV field (RFC 4180): quoted where it holds a comma, a quote or a line break.</summary>
    public static void PutField(this ArrayBufferWriter<byte> buffer, ReadOnlySpan<char> text)
    {
        if (text.IndexOfAny(NeedsQuotes) < 0)
        {
            buffer.Put(text);
            return;
        }

        buffer.Put("\""u8);
        for (var quote = text.IndexOf('"'); quote >= 0; quote = text.IndexOf('"'))
        {
            buffer.Put(text[..(quote + 1)]);
            buffer.Put("\""u8);
            text = text[(quote + 1)..];
        }

        buffer.Put(text);
        buffer.Put("\""u8);
    }

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
