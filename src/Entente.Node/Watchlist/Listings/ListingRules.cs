using Entente.Ledger.Entries;
using Entente.Names;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Listings;

/// <summary>What a listing needs before it can be proposed. All faults come together; none quotes what arrived.</summary>
internal sealed class ListingRules(ListingOptions options, DateOnly today)
{
    private const int MostValues = 50;
    private readonly List<ListingFault> _faults = [];

    /// <summary>The faults that were found, each with what it is about.</summary>
    public IReadOnlyList<ListingFault> Faults => _faults;

    /// <summary>The faults of a listing; empty where it may be proposed.</summary>
    public IReadOnlyList<string> FaultsOf(ListingFields fields)
    {
        CheckNames(fields);
        CheckIdentity(fields);
        Unless(fields.Category is not null, FaultOf.Category, $"category is missing; allowed are {Codes.All<ListingCategory>()}.");
        Unless(fields.Quality is not null, FaultOf.Quality, $"quality is missing; allowed are {Codes.All<IdentityQuality>()}.");
        CheckAction(fields.Action, fields.Warrant);
        Unless(IsText(fields.Reference, 1, 100), FaultOf.Reference, "reference is missing or longer than 100 characters; say where the supporting file lies.");
        Unless(IsText(fields.Handling, 0, 1000), FaultOf.Handling, "handling is longer than 1000 characters or has control characters.");
        CheckDates(fields.ReviewOn, fields.ExpiresOn);
        Unless(fields.Marking is null || IsMarking(fields.Marking), FaultOf.Marking, "marking names a service by something that is no code, or has a handling that is longer than 40 characters.");
        return [.. _faults.Select(f => f.Text)];
    }

    /// <summary>The faults of an action and its warrant.</summary>
    public IReadOnlyList<string> FaultsOf(EncounterAction? action, string warrant, DateOnly? reviewOn, DateOnly? expiresOn)
    {
        CheckAction(action, warrant);
        CheckDates(reviewOn, expiresOn);
        return [.. _faults.Select(f => f.Text)];
    }

    /// <summary>The faults of two dates.</summary>
    public IReadOnlyList<string> FaultsOf(DateOnly? reviewOn, DateOnly? expiresOn)
    {
        CheckDates(reviewOn, expiresOn);
        return [.. _faults.Select(f => f.Text)];
    }

    /// <summary>A text without control characters, of a length within bounds once it is trimmed.</summary>
    public static bool IsText(string? text, int least, int most) => text is not null && text.Trim().Length >= least && text.Length <= most && !text.Any(char.IsControl);

    private void CheckNames(ListingFields fields)
    {
        Unless(fields.Names.Count <= MostValues && fields.Names.All(n => n is not null && IsText(n.Text, 1, 200) && IsPart(n.Family) && IsPart(n.Given)),
            FaultOf.Names, $"names has a name that is empty, longer than 200 characters or with control characters, or more than {MostValues} names.");
        var parts = fields.Names.Where(n => n is { Text: not null, Kind: not NameKind.WeakAlias }).Select(n => Name.Read(n.Text).Parts.Count).DefaultIfEmpty(0).Max();
        Unless(parts >= 2 || (parts == 1 && fields.Documents.Count > 0), FaultOf.FullName, "names has no full name; give one of at least two parts that is no weak alias, or one part and a document.");
    }

    private void CheckIdentity(ListingFields fields)
    {
        Unless(fields.BirthDates.Count + fields.Nationalities.Count + fields.Documents.Count > 0, FaultOf.Identity, "birthDates, nationalities and documents are all empty; give at least one of the three.");
        Unless(fields.BirthDates.Count <= MostValues && fields.BirthDates.All(d => BirthDateField.Read(d) is { } date && date.YearFrom <= today.Year),
            FaultOf.BirthDates, "birthDates has a date that cannot be read or lies in the future; write 1991-03-06, 1991-03, 1991 or 1990/1992, with ~ in front where approximate.");
        Unless(fields.Nationalities.Count <= MostValues && fields.Nationalities.All(c => IsText(c, 2, 60) && Country.TryRead(c, out _)), FaultOf.Nationalities, "nationalities has something that is no country; write a code such as MAR.");
        Unless(fields.Documents.Count <= MostValues && fields.Documents.All(IsDocument),
            FaultOf.Documents, "documents has a number of fewer than five or more than 40 characters, a kind of more than 40, or an issuer that is no country.");
    }

    private void CheckAction(EncounterAction? action, string warrant)
    {
        Unless(action is not null, FaultOf.Action, $"action is missing; allowed are {Codes.All<EncounterAction>()}.");
        Unless(action != EncounterAction.DetainOnWarrant || IsText(warrant, 1, 60), FaultOf.Warrant, "warrant is missing or longer than 60 characters; detain-on-warrant needs its number.");
        Unless(action == EncounterAction.DetainOnWarrant || warrant is "", FaultOf.WarrantNotNeeded, "warrant has a number although nobody is to be detained; leave it out.");
    }

    private void CheckDates(DateOnly? reviewOn, DateOnly? expiresOn)
    {
        Unless(reviewOn >= today && reviewOn <= today.AddDays(options.ReviewWithin.Days), FaultOf.ReviewOn, $"reviewOn is missing or outside {today:yyyy-MM-dd} to {today.AddDays(options.ReviewWithin.Days):yyyy-MM-dd}.");
        Unless(expiresOn >= today && expiresOn <= today.AddDays(options.ExpireWithin.Days), FaultOf.ExpiresOn, $"expiresOn is missing or outside {today:yyyy-MM-dd} to {today.AddDays(options.ExpireWithin.Days):yyyy-MM-dd}.");
        Unless(reviewOn is null || expiresOn is null || reviewOn <= expiresOn, FaultOf.ReviewAfterExpiry, "reviewOn lies after expiresOn.");
    }

    private static bool IsPart(string? part) => part is null || IsText(part, 1, 200);

    private static bool IsDocument(DocumentField document) =>
        document is not null && IsText(document.Number, 5, 40) && IsText(document.Kind, 0, 40) && Clearance.IsOnePersons(document.Number) && (document.Issuer is not { } issuer || Country.TryRead(issuer, out _));

    private static bool IsMarking(Marking marking) =>
        marking.Audience is null || (marking.Audience.Count <= MostValues && marking.Audience.All(a => a is not null && LedgerEntry.IsIdentifier(a)) && IsText(marking.Handling ?? "", 0, 40));

    private void Unless(bool right, FaultOf about, string fault)
    {
        if (!right)
        {
            _faults.Add(new ListingFault(about, fault));
        }
    }
}

/// <summary>What is wrong with a listing.</summary>
/// <param name="About">What it is about.</param>
/// <param name="Text">What is allowed and what to do; never what arrived.</param>
internal sealed record ListingFault(FaultOf About, string Text);

/// <summary>What a fault of a listing is about.</summary>
internal enum FaultOf
{
    /// <summary>A name that cannot stand.</summary>
    Names,

    /// <summary>No full name.</summary>
    FullName,

    /// <summary>None of birth date, nationality and document.</summary>
    Identity,

    BirthDates,

    Nationalities,

    Documents,

    Category,

    Quality,

    Action,

    /// <summary>Detention without a warrant.</summary>
    Warrant,

    /// <summary>A warrant without detention.</summary>
    WarrantNotNeeded,

    Reference,

    Handling,

    ReviewOn,

    ExpiresOn,

    /// <summary>The review lies after the expiry.</summary>
    ReviewAfterExpiry,

    Marking,

    /// <summary>A purpose for which the catalogue allows no listing.</summary>
    Purpose,
}
