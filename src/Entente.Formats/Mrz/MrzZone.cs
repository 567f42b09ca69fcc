using System.Buffers;
using Entente.Formats.Reading;

namespace Entente.Formats.Mrz;

/// <summary>The characters of one zone: as read, and with letters in digit-only positions read as the digits they resemble.</summary>
internal sealed class MrzZone
{
    private static readonly SearchValues<char> DigitsOrFiller = SearchValues.Create("0123456789<");
    private static readonly SearchValues<char> Any = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<");

    private readonly char[][] _lines;
    private readonly HashSet<(int Line, int Position)> _repaired = [];
    private readonly List<Finding> _findings;

    public MrzZone(MrzLines lines, List<Finding> findings)
    {
        _lines = [.. lines.Lines.Select(line => line.ToCharArray())];
        _findings = findings;
        FindForeignCharacters();
        foreach (var field in lines.Layout.DigitsOnly())
        {
            Repair(field);
        }
    }

    /// <summary>The characters of a field; none where the layout has no such field.</summary>
    public ReadOnlySpan<char> this[MrzField field] =>
        field.Exists ? _lines[field.Line - 1].AsSpan(field.From - 1, field.To - field.From + 1) : default;

    /// <summary>The text of a field with inner fillers as blanks.</summary>
    public string Text(MrzField field) => Unfilled(this[field]);

    /// <summary>Text with runs of fillers as one blank, none at either end.</summary>
    public static string Unfilled(ReadOnlySpan<char> field) =>
        string.Join(' ', field.ToString().Split(MrzReader.Filler, StringSplitOptions.RemoveEmptyEntries));

    public void Find(MrzField field, string code, string message) =>
        _findings.Add(new(field.ToString(), code, message, Refused: false));

    /// <summary>The verdict on a field whose digit stands right behind it.</summary>
    public MrzCheck Check(MrzField field, bool digitsOnly)
    {
        var digit = this[field.Next][0];
        var isEmpty = !this[field].ContainsAnyExcept(MrzReader.Filler);
        if (isEmpty && digit == MrzReader.Filler)
        {
            return MrzCheck.Absent;
        }

        var allowed = digitsOnly ? DigitsOrFiller : Any;
        var passes = !this[field].ContainsAnyExcept(allowed) && CheckDigit.Of(this[field]) == digit - '0';
        return Verdict(passes, [field, field.Next]);
    }

    /// <summary>The verdict on a digit over several fields.</summary>
    public MrzCheck Check(IReadOnlyList<MrzField> fields, MrzField digit)
    {
        var all = string.Concat(fields.Select(field => this[field].ToString()));
        return Verdict(CheckDigit.Of(all) == this[digit][0] - '0', [.. fields, digit]);
    }

    /// <summary>Says what a comparison means, and records where it failed.</summary>
    public MrzCheck Verdict(bool passes, IReadOnlyList<MrzField> over)
    {
        if (!passes)
        {
            Find(over[^1], "check-digit-wrong", "The check digit does not fit what it protects, so a character there is misread, damaged or forged. Look at the document.");
            return MrzCheck.Failed;
        }

        return _repaired.Any(at => over.Any(field => field.Line == at.Line && at.Position >= field.From && at.Position <= field.To))
            ? MrzCheck.PassedAfterRepair
            : MrzCheck.Passed;
    }

    private void FindForeignCharacters()
    {
        for (var line = 0; line < _lines.Length; line++)
        {
            var at = _lines[line].AsSpan().IndexOfAnyExcept(Any);
            if (at >= 0)
            {
                Find(new(line + 1, at + 1, at + 1), "mrz-character", "A character arrived that no zone has; allowed are A to Z, 0 to 9 and the filler. Look at the document.");
            }
        }
    }

    private void Repair(MrzField field)
    {
        for (var position = field.From; position <= field.To; position++)
        {
            ref var character = ref _lines[field.Line - 1][position - 1];
            var digit = DigitResembling(character);
            if (digit != character)
            {
                character = digit;
                _repaired.Add((field.Line, position));
                Find(new(field.Line, position, position), "mrz-digit-repaired", "A letter arrived where only a digit can stand; it was read as the digit it resembles. Look at the document.");
            }
        }
    }

    private static char DigitResembling(char character) => character switch
    {
        'O' => '0',
        'I' => '1',
        'Z' => '2',
        'S' => '5',
        'B' => '8',
        _ => character,
    };
}
