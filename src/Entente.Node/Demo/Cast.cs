using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Demo;

/// <summary>
/// The people of the demonstration whom lists look for, and how they travel: in other spellings, with another document, or as a namesake who is somebody else.
/// All of them are invented.
/// </summary>
internal static class Cast
{
    /// <summary>Whom the traveller on the passenger list of the guide is meant to be.</summary>
    public const string Refused = "refuse";

    /// <summary>The listing of a public list that two persons adopt for more than to inform.</summary>
    public const string AdoptedListing = "UTi.002";

    /// <summary>The stolen passport that somebody carries.</summary>
    public const string StolenPassport = "UT6620951";

    /// <summary>Own listings, one for each action. They are reviewed in 90 days and end in a year.</summary>
    public static IReadOnlyList<(string Key, ListingFields Fields)> Listings(DateOnly today) =>
    [
        ("inform", Listing(today, ListingCategory.Crime, EncounterAction.Inform, "Yacine Berrahal", "ياسين برحال", "1984-02-11", "DZA", Sex.Male, "DZ8130027")),
        ("discreet", Listing(today, ListingCategory.TerrorismFtf, EncounterAction.DiscreetCheck, "Issouf Tamboura", "", "1979-08-30", "BFA", Sex.Male, "A0440172")),
        ("inspect", Listing(today, ListingCategory.Crime, EncounterAction.SecondaryInspection, "Larisa Ostrovskaya", "Лариса Островская", "1990-12-05", "UKR", Sex.Female, "FN551203")),
        (Refused, Listing(today, ListingCategory.TerrorismFtf, EncounterAction.Refuse, "Salim Ben Othmane", "سليم بن عثمان", "1975-05-19", "TUN", Sex.Male, "T7719034") with { Handling = "two officers" }),
        ("detain", Listing(today, ListingCategory.CourtOrder, EncounterAction.DetainOnWarrant, "Joaquin Valdemar Ruiz", "Joaquín Valdemar Ruiz", "1969-03-27", "ESP", Sex.Male, "PAB553102") with { Warrant = "UT-W-2026-118" }),
        ("missing", Listing(today, ListingCategory.MissingPerson, EncounterAction.SecondaryInspection, "Aissata Bocoum", "Aïssata Bocoum", "2013-06-08", "MLI", Sex.Female, "B2204961") with { Handling = "a child; call the welfare service" }),
    ];

    /// <summary>Every appearance, in the order in which they come up.</summary>
    public static IReadOnlyList<DemoTraveller> Appearances { get; } =
    [
        Person(Refused, "BEN OTHMAN", "SELIM", "بن عثمان", "سليم", "1975-05-19", 'M', "TUN", "T7719034"),
        Person("inspect", "OSTROVSKAIA", "LARYSSA", "Островская", "Лариса", "1990-12-05", 'F', "UKR", "FN551203"),
        Person("detain", "VALDEMAR RUIZ", "JOAQUIN", "Valdemar Ruiz", "Joaquín", "1969-03-27", 'M', "ESP", "PAB553102"),
        Person("discreet", "TAMBURA", "ISSOUFOU", "Tamboura", "Issouf", "1979-08-30", 'M', "BFA", "A0440172"),
        Person("adopted", "OULD SIDI EL MOKHTAR", "MOHAMED", "ولد سيدي المختار", "محمد", "1979-01-01", 'M', "MRT", "M7700412"),
        Person("document", "ALMEIDA CRUZ", "PAULO", "Almeida Cruz", "Paulo", "1981-11-23", 'M', "PRT", StolenPassport),
        Person("public", "BENSLIMANE", "KHALID", "بن سليمان", "خالد", "1968-09-02", 'M', "MAR", "XA0098213"),
        Person("namesake", "BEN OTHMANE", "SALIM", "بن عثمان", "سليم", "1975-09-15", 'M', "TUN", "T5540918"),
        Person("missing", "BOKOUM", "AISSATA", "Bocoum", "Aïssata", "2013-06-08", 'F', "MLI", "B2204961"),
        Person("inform", "BERAHAL", "YASSINE", "برحال", "ياسين", "1984-02-11", 'M', "DZA", "DZ8130027"),
        Person("public", "CHOUKRI", "NADIA", "شكري", "نادية", "1991-03-06", 'F', "MAR", "XA1204417"),
        Person("namesake", "DIALLO", "MAMADOU", "Diallo", "Mamadou", "1962-03-14", 'M', "GIN", "R0144290"),
        Person("inspect", "OSTROWSKAJA", "LARISSA", "Островская", "Лариса", "1990-12-05", 'F', "UKR", "FN880031"),
        Person(Refused, "BINUTHMAN", "SALEEM", "بن عثمان", "سليم", "1975-05-19", 'M', "TUN", "T9903410"),
    ];

    private static ListingFields Listing(DateOnly today, ListingCategory category, EncounterAction action, string name, string original, string birthDate, string nationality, Sex sex, string document) => new()
    {
        Names = original.Length == 0 ? [Named(name, NameKind.Primary)] : [Named(name, NameKind.Primary), Named(original, NameKind.OriginalScript)],
        BirthDates = [birthDate],
        Nationalities = [nationality],
        Sex = sex,
        Documents = [new DocumentField(document) { Kind = "passport", Issuer = nationality }],
        Category = category,
        Action = action,
        Quality = IdentityQuality.Confirmed,
        Reference = "DEMONSTRATION",
        ReviewOn = today.AddDays(90),
        ExpiresOn = today.AddDays(365),
    };

    private static NameField Named(string text, NameKind kind) => new(text) { Kind = kind };

    private static DemoTraveller Person(string meant, string family, string given, string originalFamily, string originalGiven, string birthDate, char sex, string nationality, string document) => new()
    {
        Meant = meant, Family = family, Given = given, OriginalFamily = originalFamily, OriginalGiven = originalGiven, BirthDate = DateOnly.Parse(birthDate), Sex = sex, Nationality = nationality, Document = document,
    };
}
