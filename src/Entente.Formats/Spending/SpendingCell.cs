using Entente.Formats.DataSets;

namespace Entente.Formats.Spending;

/// <summary>
/// Takes a cell of a table of spending apart: the marks of SIPRI ("..." not available, "xxx" no state, brackets for an estimate,
/// parentheses for an uncertain figure, as its yearbooks print them) and a question mark behind a figure.
/// </summary>
/// <param name="Number">What is left for the number; empty for a gap.</param>
/// <param name="Standing">What the marks say.</param>
/// <param name="IsPercent">Whether a per cent sign stood behind it.</param>
internal sealed record SpendingCell(string Number, Standing Standing, bool IsPercent)
{
    /// <summary>Takes a cell apart that is not blank.</summary>
    public static SpendingCell Of(string text)
    {
        var compact = string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
        if (compact.All(c => c is '.' or '…') || compact.ToLowerInvariant() is "n/a" or "n.a." or "na" or "-" or "–")
        {
            return new SpendingCell("", Standing.NotAvailable, false);
        }

        if (compact.All(c => c is 'x' or 'X'))
        {
            return new SpendingCell("", Standing.NoState, false);
        }

        var standing = Standing.Stated;
        var number = text;
        if (number is ['[', .., ']'])
        {
            (number, standing) = (number[1..^1], Standing.Estimated);
        }
        else if (number is ['(', .., ')'])
        {
            (number, standing) = (number[1..^1], Standing.Uncertain);
        }

        if (number.EndsWith('?'))
        {
            (number, standing) = (number.TrimEnd('?', ' '), Standing.Uncertain);
        }

        var percent = number.EndsWith('%');
        return new SpendingCell(percent ? number[..^1].TrimEnd() : number, standing, percent);
    }
}
