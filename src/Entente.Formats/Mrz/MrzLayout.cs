using System.Runtime.InteropServices;

namespace Entente.Formats.Mrz;

/// <summary>A run of positions in one line, both counted from 1 as the standard counts them. Line 0: the layout has no such field.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct MrzField(int Line, int From, int To)
{
    public bool Exists => Line > 0;

    /// <summary>The single position behind the field, where its check digit stands.</summary>
    public MrzField Next => new(Line, To + 1, To + 1);

    public override string ToString() => From == To ? $"line {Line}, position {From}" : $"line {Line}, positions {From}-{To}";
}

/// <summary>
/// Where each field stands. Every check digit of a number, a date and the personal number stands right behind its field;
/// the composite digit runs over the fields in <see cref="CompositeOver"/>.
/// </summary>
internal sealed record MrzLayout(MrzFormat Format, int LineCount, int Width)
{
    /// <summary>ICAO Doc 9303-5 section 4.2.2, -6 section 4.2.2, -4 section 4.2.2, -7 sections 4.2 and 5.2.</summary>
    private static readonly MrzLayout Td3 = new(MrzFormat.Td3, 2, 44)
    {
        Name = new(1, 6, 44), Number = new(2, 1, 9), Nationality = new(2, 11, 13), Birth = new(2, 14, 19), Sex = new(2, 21, 21),
        Expiry = new(2, 22, 27), Optional = new(2, 29, 42), OptionalIsChecked = true,
        Composite = new(2, 44, 44), CompositeOver = [new(2, 1, 10), new(2, 14, 20), new(2, 22, 43)],
    };

    private static readonly MrzLayout Td2 = new(MrzFormat.Td2, 2, 36)
    {
        Name = new(1, 6, 36), Number = new(2, 1, 9), Nationality = new(2, 11, 13), Birth = new(2, 14, 19), Sex = new(2, 21, 21),
        Expiry = new(2, 22, 27), Optional = new(2, 29, 35), NumberMayBeLong = true,
        Composite = new(2, 36, 36), CompositeOver = [new(2, 1, 10), new(2, 14, 20), new(2, 22, 35)],
    };

    private static readonly MrzLayout Td1 = new(MrzFormat.Td1, 3, 30)
    {
        Name = new(3, 1, 30), Number = new(1, 6, 14), Nationality = new(2, 16, 18), Birth = new(2, 1, 6), Sex = new(2, 8, 8),
        Expiry = new(2, 9, 14), Optional = new(1, 16, 30), FurtherOptional = new(2, 19, 29), NumberMayBeLong = true,
        Composite = new(2, 30, 30), CompositeOver = [new(1, 6, 30), new(2, 1, 7), new(2, 9, 15), new(2, 19, 29)],
    };

    private static readonly MrzLayout MrvA = Td3 with
    {
        Format = MrzFormat.MrvA, Optional = new(2, 29, 44), OptionalIsChecked = false, Composite = default, CompositeOver = [],
    };

    private static readonly MrzLayout MrvB = Td2 with
    {
        Format = MrzFormat.MrvB, Optional = new(2, 29, 36), NumberMayBeLong = false, Composite = default, CompositeOver = [],
    };

    /// <summary>As printed by France from 1988 to 2021: given names on the second line, neither expiry nor nationality.</summary>
    private static readonly MrzLayout FrenchIdentityCard = new(MrzFormat.FrenchIdentityCard, 2, 36)
    {
        Name = new(1, 6, 30), GivenNames = new(2, 14, 27), Number = new(2, 1, 12), Birth = new(2, 28, 33), Sex = new(2, 35, 35),
        Optional = new(1, 31, 36), Composite = new(2, 36, 36), CompositeOver = [new(1, 1, 36), new(2, 1, 35)],
    };

    public MrzField Name { get; init; }

    /// <summary>Where given names stand apart from <see cref="Name"/>.</summary>
    public MrzField GivenNames { get; init; }

    public MrzField Number { get; init; }

    /// <summary>True where a number of more than nine characters goes on in the optional data (Doc 9303-5 and -6 section 4.2.2 note j).</summary>
    public bool NumberMayBeLong { get; init; }

    public MrzField Nationality { get; init; }

    public MrzField Birth { get; init; }

    public MrzField Sex { get; init; }

    public MrzField Expiry { get; init; }

    public MrzField Optional { get; init; }

    public bool OptionalIsChecked { get; init; }

    public MrzField FurtherOptional { get; init; }

    public MrzField Composite { get; init; }

    public IReadOnlyList<MrzField> CompositeOver { get; init; } = [];

    /// <summary>Positions that hold nothing but digits and fillers, so that a letter there can only be a misread digit.</summary>
    public IEnumerable<MrzField> DigitsOnly()
    {
        yield return Number.Next;
        yield return Birth;
        yield return Birth.Next;
        if (Expiry.Exists)
        {
            yield return Expiry;
            yield return Expiry.Next;
        }

        if (OptionalIsChecked)
        {
            yield return Optional.Next;
        }

        if (Composite.Exists)
        {
            yield return Composite;
        }
    }

    /// <summary>The layout of a zone whose lines have the given width (30, 36 or 44), known by its first characters.</summary>
    public static MrzLayout Of(int width, string firstLine) => width switch
    {
        30 => Td1,
        36 when firstLine.StartsWith('V') => MrvB,
        36 when firstLine.StartsWith("IDFRA", StringComparison.Ordinal) => FrenchIdentityCard,
        36 => Td2,
        _ => firstLine.StartsWith('V') ? MrvA : Td3,
    };
}
