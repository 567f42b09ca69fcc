using Entente.Node.Watchlist;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Demo.Story;

/// <summary>The people of the story and their flights. All of them are invented.</summary>
internal static class StoryCast
{
    /// <summary>Sought by Washington, under a name in Arabic letters alone.</summary>
    public static ListingFields Shukri(DateOnly today) => Listing(today, "كريم شكري", NameKind.Primary, "1984-03-11", "TUN", Sex.Male, EncounterAction.Refuse);

    /// <summary>Sought by Washington as well, and met.</summary>
    public static ListingFields Tamboura(DateOnly today) => Listing(today, "Issouf Tamboura", NameKind.Primary, "1979-08-30", "BFA", Sex.Male, EncounterAction.Refuse);

    /// <summary>Sought by Rabat, and taken back from whoever holds it.</summary>
    public static ListingFields Valdemar(DateOnly today) => Listing(today, "Joaquin Valdemar Ruiz", NameKind.Primary, "1969-03-27", "ESP", Sex.Male, EncounterAction.SecondaryInspection);

    /// <summary>A flight of 180: one who travels as Choukri and whom nobody can tell from the listed one by name and birth date, two namesakes born in other years, and 177 whom nobody seeks.</summary>
    public static DemoFlight FirstFlight(DateTime departs, ulong seed)
    {
        var crowd = new Crowd(new Dice(seed + 7), NameTable.OfTheProgram, departs.Year);
        List<DemoTraveller> people = [.. Enumerable.Range(0, 177).Select(_ => crowd.Next())];
        people.Insert(20, Traveller("CHOUKRI", "MOHAMED KARIM", "1957-06-02", "DZA", "DZ4471902"));
        people.Insert(90, Traveller("CHOUKRI", "KARIM", "1984-03-11", "TUN", "T3318207"));
        people.Insert(150, Traveller("CHOUKRI", "KARIMA", "2001-12-24", "FRA", "FR991204"));
        return Flight("UT180", departs, people);
    }

    /// <summary>A small flight with the second one.</summary>
    public static DemoFlight SecondFlight(DateTime departs, ulong seed)
    {
        var crowd = new Crowd(new Dice(seed + 11), NameTable.OfTheProgram, departs.Year);
        return Flight("UT222", departs, [crowd.Next(), Traveller("TAMBURA", "ISSOUFOU", "1979-08-30", "BFA", "A0440172"), crowd.Next()]);
    }

    private static DemoFlight Flight(string number, DateTime departs, IReadOnlyList<DemoTraveller> people) =>
        new() { Number = number, From = "CMN", To = DemoPosts.Airport, Departs = departs, Arrives = departs.AddHours(2), People = people };

    private static DemoTraveller Traveller(string family, string given, string born, string nationality, string document) => new()
    {
        Family = family, Given = given, OriginalFamily = family, OriginalGiven = given, BirthDate = DateOnly.Parse(born), Sex = given == "KARIMA" ? 'F' : 'M', Nationality = nationality, Document = document,
    };

    private static ListingFields Listing(DateOnly today, string name, NameKind kind, string born, string nationality, Sex sex, EncounterAction action) => new()
    {
        Names = [new NameField(name) { Kind = kind }], BirthDates = [born], Nationalities = [nationality], Sex = sex, Category = ListingCategory.TerrorismFtf, Action = action, Quality = IdentityQuality.Probable,
        Reference = "DEMONSTRATION", ReviewOn = today.AddDays(60), ExpiresOn = today.AddDays(200),
    };
}
