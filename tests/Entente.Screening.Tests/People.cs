using Entente.Screening.Subjects;

namespace Entente.Screening.Tests;

/// <summary>Fictional subjects, listings and lists, in as few words as a test needs.</summary>
internal static class People
{
    public static BirthDate Born(int year, int? month = null, int? day = null) =>
        BirthDate.Of(year, month, day) ?? throw new ArgumentOutOfRangeException(nameof(year), $"{year}-{month}-{day} is no date.");

    public static Subject Named(string name, NameKind kind = NameKind.Primary) => new() { Names = [new SubjectName(name) { Kind = kind }] };

    public static Subject With(this Subject subject, BirthDate birth) => subject with { BirthDates = [birth] };

    public static Subject With(this Subject subject, Sex sex) => subject with { Sex = sex };

    public static Subject From(this Subject subject, string country) => subject with { Nationalities = [new Country(country)] };

    public static Subject Holding(this Subject subject, string document) => subject with { Documents = [new IdentityDocument(document)] };

    public static Listing Listed(this Subject subject, string id, string list = "A") => new() { Id = id, List = list, Subject = subject };

    public static ListVersion Version(string list) => new(list, new string(list[0], 64), new DateOnly(2026, 3, 1));

    public static Watchlist Watchlist(params Listing[] listings) =>
        Screening.Watchlist.Build(listings, [.. listings.Select(listing => listing.List).Distinct().Select(Version)]);

    public static Screener Screener(params Listing[] listings) => new(Watchlist(listings), ScreeningPolicy.Default, Clearances.None);

    public static double Score(Subject a, Subject b) => new Comparer(ScreeningPolicy.Default).Compare(a, b).Score;
}
