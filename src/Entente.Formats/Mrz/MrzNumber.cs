namespace Entente.Formats.Mrz;

/// <summary>
/// The document number, its verdict, and what remains of the optional data. On cards (Doc 9303-5 and -6 section 4.2.2 note j) a
/// number of more than nine characters leaves a filler in place of its digit and goes on at the start of the
/// optional data, followed there by the digit over the whole number and a filler.
/// </summary>
internal sealed record MrzNumber(string Text, MrzCheck Check, string OptionalData)
{
    public static MrzNumber Read(MrzZone zone, MrzLayout layout)
    {
        var start = zone[layout.Number];
        var optional = zone[layout.Optional];
        var isLong = layout.NumberMayBeLong && zone[layout.Number.Next][0] == MrzReader.Filler
            && !start.Contains(MrzReader.Filler) && optional[0] != MrzReader.Filler;
        if (!isLong)
        {
            return new(MrzZone.Unfilled(start), zone.Check(layout.Number, digitsOnly: false), MrzZone.Unfilled(optional));
        }

        var end = optional.IndexOf(MrzReader.Filler);
        var rest = end < 0 ? optional : optional[..end];
        var number = string.Concat(start, rest[..^1]);
        var check = zone.Verdict(CheckDigit.Of(number) == rest[^1] - '0', [layout.Number, layout.Optional]);
        return new(number, check, end < 0 ? "" : MrzZone.Unfilled(optional[end..]));
    }
}
