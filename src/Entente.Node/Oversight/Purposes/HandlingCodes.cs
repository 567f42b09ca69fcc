using System.Text.RegularExpressions;

namespace Entente.Node.Oversight.Purposes;

/// <summary>Labels of the Traffic Light Protocol, FIRST, version 2.0, the widest first.</summary>
internal enum Tlp
{
    /// <summary>No limit.</summary>
    Clear,

    /// <summary>Within the recipients' community.</summary>
    Green,

    /// <summary>Within the recipients' organisation, and its clients.</summary>
    Amber,

    /// <summary>Within the recipients' organisation.</summary>
    AmberStrict,

    /// <summary>For the recipients alone.</summary>
    Red,
}

/// <summary>
/// Handling codes, read: what each obliges to. Known are the labels of TLP 2.0 (FIRST), Europol's H0 to H3, and the caveats NOFORN, ORCON and REL TO, written as in
/// "TLP:AMBER//H2//REL TO USA, MAR". What is none of them is unknown, and nothing that is marked with it goes anywhere by itself.
/// </summary>
internal sealed partial record HandlingCodes
{
    private const string ReleasableTo = "REL TO ";

    /// <summary>The label of the Traffic Light Protocol; null where there is none.</summary>
    public Tlp? Tlp { get; private init; }

    /// <summary>H1: not in judicial proceedings without the owner's permission.</summary>
    public bool NotInProceedings { get; private init; }

    /// <summary>H2, or ORCON: not to be handed on without the owner's permission.</summary>
    public bool NotOnward { get; private init; }

    /// <summary>H3: other restrictions, which stand in words beside it and only a person can heed.</summary>
    public bool OtherRestrictions { get; private init; }

    /// <summary>NOFORN: to no other State's service.</summary>
    public bool NotAbroad { get; private init; }

    /// <summary>REL TO: codes of three letters of the States whose services may have it (ISO 3166-1); null where it names none.</summary>
    public IReadOnlyList<string>? States { get; private init; }

    /// <summary>Whether a code is none of those that are known, or two contradict each other.</summary>
    public bool HasUnknown { get; private init; }

    /// <summary>Reads codes with // between them; an empty text has none.</summary>
    public static HandlingCodes Read(string text)
    {
        var codes = new HandlingCodes();
        foreach (var code in Split(text))
        {
            codes = codes.With(code);
        }

        return codes;
    }

    /// <summary>The codes of both texts, each once.</summary>
    public static string Join(string one, string other) => string.Join("//", Split(one).Concat(Split(other)).Distinct(StringComparer.Ordinal));

    /// <summary>A label as TLP 2.0 writes it; null where the text is none.</summary>
    public static Tlp? ReadTlp(string text) => text switch
    {
        "TLP:CLEAR" => Purposes.Tlp.Clear,
        "TLP:GREEN" => Purposes.Tlp.Green,
        "TLP:AMBER" => Purposes.Tlp.Amber,
        "TLP:AMBER+STRICT" => Purposes.Tlp.AmberStrict,
        "TLP:RED" => Purposes.Tlp.Red,
        _ => null,
    };

    private static string[] Split(string text) => text.Split("//", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private HandlingCodes With(string code) => code switch
    {
        "H0" => this,
        "H1" => this with { NotInProceedings = true },
        "H2" or "ORCON" => this with { NotOnward = true },
        "H3" => this with { OtherRestrictions = true },
        "NOFORN" => this with { NotAbroad = true, HasUnknown = HasUnknown || States is not null },
        _ when ReadTlp(code) is { } tlp => this with { Tlp = tlp, HasUnknown = HasUnknown || (Tlp is { } other && other != tlp) },
        _ when code.StartsWith(ReleasableTo, StringComparison.Ordinal) && States is null && Trigraphs().IsMatch(code) =>
            this with { States = code[ReleasableTo.Length..].Split(',', StringSplitOptions.TrimEntries), HasUnknown = HasUnknown || NotAbroad },
        _ => this with { HasUnknown = true },
    };

    [GeneratedRegex("^REL TO [A-Z]{3}(, ?[A-Z]{3}){0,39}$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Trigraphs();
}

/// <summary>
/// How good a source and what it says are: the code in its own scheme, which is never converted, because no scheme says what another does. Written as scheme and code:
/// "4x4:B2" (Europol: source A, B, C or X; information 1 to 4), "5x5x5:B21" (United Kingdom until 2016: source A to E, information 1 to 5, handling 1 to 5),
/// "3x5x2:1AP" (its successor: source 1 to 3, information A to E, handling P or C), "admiralty:B2" (source A to F, information 1 to 6).
/// </summary>
internal static partial class Grading
{
    /// <summary>Whether a text is a grading, or empty for none.</summary>
    public static bool IsOne(string text) => text.Length == 0 || Known().IsMatch(text);

    [GeneratedRegex("^(4x4:[ABCX][1-4]|5x5x5:[A-E][1-5][1-5]|3x5x2:[1-3][A-E][PC]|admiralty:[A-F][1-6])$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Known();
}
