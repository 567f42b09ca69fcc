namespace Entente.Node.Demo;

/// <summary>Somebody invented who travels.</summary>
internal sealed record DemoTraveller
{
    /// <summary>Family name as this document writes it, in Latin letters without accents.</summary>
    public required string Family { get; init; }

    /// <summary>Given names as this document writes them.</summary>
    public required string Given { get; init; }

    /// <summary>Family name in its own script.</summary>
    public required string OriginalFamily { get; init; }

    /// <summary>Given names in their own script.</summary>
    public required string OriginalGiven { get; init; }

    public required DateOnly BirthDate { get; init; }

    /// <summary>F or M.</summary>
    public required char Sex { get; init; }

    /// <summary>Code of three letters.</summary>
    public required string Nationality { get; init; }

    public required string Document { get; init; }

    /// <summary>Key of whom the lists look for and whom this is meant to be, or be taken for, of <see cref="Cast"/>; empty for everybody else.</summary>
    public string Meant { get; init; } = "";
}

/// <summary>Travellers whom nobody looks for.</summary>
internal sealed class Crowd(Dice dice, NameTable names, int year)
{
    private static readonly (string Group, string[] Nationalities)[] Groups =
    [
        ("maghreb", ["MAR", "DZA", "TUN"]), ("sahel", ["MLI", "BFA", "NER", "SEN", "CIV", "GIN"]), ("iberia", ["ESP", "PRT"]),
        ("europe", ["FRA", "BEL", "DEU", "SWE", "GBR"]), ("slavic", ["UKR", "BGR", "SRB"]), ("levant", ["EGY", "JOR", "LBN"]),
    ];

    private const string Letters = "ABCDEGHJKLMNPRTUVX";

    /// <summary>One more. Whoever is of the country itself has a name from anywhere.</summary>
    public DemoTraveller Next()
    {
        var (group, nationalities) = dice.Of(Groups);
        var sex = dice.OnceIn(2) ? 'F' : 'M';
        var given = dice.Of(names.Rows[(group, sex == 'F' ? "given-f" : "given-m")]);
        var family = dice.Of(names.Rows[(group, "surname")]);
        return new DemoTraveller
        {
            Family = dice.Of(family.Spellings),
            Given = dice.Of(given.Spellings),
            OriginalFamily = family.Original,
            OriginalGiven = given.Original,
            BirthDate = new DateOnly(year - 2 - dice.Below(78), 1, 1).AddDays(dice.Below(365)),
            Sex = sex,
            Nationality = dice.OnceIn(5) ? "UTO" : dice.Of(nationalities),
            Document = $"{dice.Of(Letters.ToCharArray())}{dice.Of(Letters.ToCharArray())}{1_000_000 + dice.Below(9_000_000)}",
        };
    }
}
