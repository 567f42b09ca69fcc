using Entente.Formats.Text;

namespace Entente.Formats.Reading;

/// <summary>The beginning of an input, by which its format is known: text, first line, and first record of delimited fields.</summary>
internal sealed class InputHead
{
    private InputHead(string text)
    {
        Text = text.TrimStart();
        var lineEnd = Text.AsSpan().IndexOfAny('\r', '\n');
        FirstLine = lineEnd < 0 ? Text : Text[..lineEnd];
        FirstRecord = Read(Text, separator: ',', record => [.. Enumerable.Range(0, record.FieldCount).Select(field => record[field].Trim().ToString())]);
        ColumnNames = Read(Text, separator: null, DelimitedTable.Names);
    }

    /// <summary>The text without blanks in front.</summary>
    public string Text { get; }

    /// <summary>The text up to its first line break.</summary>
    public string FirstLine { get; }

    /// <summary>The fields of the first record between commas, trimmed, for formats without a header; empty where there is none.</summary>
    public IReadOnlyList<string> FirstRecord { get; }

    /// <summary>The fields of the first record between whichever separator it has, as column names (see <see cref="DelimitedTable"/>).</summary>
    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Decodes the first bytes of an input.</summary>
    public static InputHead Of(ReadOnlySpan<byte> bytes)
    {
        using var text = new InputText(new MemoryStream(bytes.ToArray(), writable: false), new Journal());
        return new InputHead(text.ReadToEnd());
    }

    private static string[] Read(string text, char? separator, Func<DelimitedReader, string[]> fields)
    {
        using var reader = new DelimitedReader(new StringReader(text), separator, new Journal());
        return reader.Read() ? fields(reader) : [];
    }
}
