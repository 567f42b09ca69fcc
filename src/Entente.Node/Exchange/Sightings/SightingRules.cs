using Entente.Node.Border.Encounters;
using Entente.Screening.Subjects;

namespace Entente.Node.Exchange.Sightings;

/// <summary>Why the owner of a listing is not told of an encounter. A lock: nobody can go past it.</summary>
internal enum SightingBar
{
    /// <summary>Nobody has recorded the protection screening.</summary>
    ProtectionMissing,

    /// <summary>Whoever wants to tell the owner recorded the screening.</summary>
    ProtectionNotIndependent,

    /// <summary>The screening found somebody whom the law protects.</summary>
    Protected,

    /// <summary>The traveller is a child, or the age is not known.</summary>
    Child,

    /// <summary>The traveller is a national of this service's State.</summary>
    OwnNational,

    /// <summary>The nationality is not known, or not the State of this service.</summary>
    NationalityUnknown,

    /// <summary>Somebody here has found that it is another person.</summary>
    AnotherPerson,
}

/// <summary>
/// Telling an owner where a person was is a release. It is barred for people who seek or have protection, for children, and for one's own nationals, and where nobody has
/// looked whether somebody is one of them.
/// </summary>
internal static class SightingRules
{
    /// <summary>Years from which on somebody is no child (Convention on the Rights of the Child, article 1).</summary>
    public const int OfAge = 18;

    /// <summary>What stands against telling the owner; nothing where it may be told.</summary>
    /// <param name="encounter">The encounter.</param>
    /// <param name="traveller">Who was met.</param>
    /// <param name="by">Id of who wants to tell.</param>
    /// <param name="country">The State of this service, three letters; blank where the configuration does not say.</param>
    /// <param name="today">Today.</param>
    public static IReadOnlyList<SightingBar> Bars(Encounter encounter, Subject traveller, string by, string country, DateOnly today)
    {
        var bars = new List<SightingBar>();
        AddIf(encounter.Protection is null, SightingBar.ProtectionMissing);
        AddIf(encounter.Protection?.By == by, SightingBar.ProtectionNotIndependent);
        AddIf(encounter.Protection is { Flags.Count: > 0 }, SightingBar.Protected);
        AddIf(!IsOfAge(traveller, today), SightingBar.Child);
        AddIf(country.Length == 0 || traveller.Nationalities.Count == 0, SightingBar.NationalityUnknown);
        AddIf(country.Length > 0 && traveller.Nationalities.Any(n => n.Code == country), SightingBar.OwnNational);
        AddIf(encounter.InForce is { Conclusion: Conclusion.NotThisPerson }, SightingBar.AnotherPerson);
        return bars;

        void AddIf(bool holds, SightingBar bar)
        {
            if (holds)
            {
                bars.Add(bar);
            }
        }
    }

    /// <summary>Whether every birth date that is stated lies so far back that nobody born on its last day is a child.</summary>
    private static bool IsOfAge(Subject traveller, DateOnly today) =>
        traveller.BirthDates.Count > 0 && traveller.BirthDates.All(b => LatestOf(b) <= today.AddYears(-OfAge));

    private static DateOnly LatestOf(BirthDate date) => date switch
    {
        { Month: { } month, Day: { } day } => new DateOnly(date.YearTo, month, Math.Min(day, DateTime.DaysInMonth(date.YearTo, month))),
        { Month: { } month } => new DateOnly(date.YearTo, month, DateTime.DaysInMonth(date.YearTo, month)),
        _ => new DateOnly(date.YearTo, 12, 31),
    };
}
