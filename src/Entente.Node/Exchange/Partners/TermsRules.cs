using Entente.Ledger.Entries;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist.Listings;
using Entente.Screening.Subjects;

namespace Entente.Node.Exchange.Partners;

/// <summary>Terms as somebody proposes them; what each field means stands at <see cref="PartnerTerms"/>.</summary>
internal sealed record TermsFields
{
    /// <summary>Three letters of ISO 3166-1; empty for an organisation.</summary>
    public string Country { get; init; } = "";

    /// <summary>Codes of groups of services, at most 20.</summary>
    public IReadOnlyList<string> Communities { get; init; } = [];

    /// <summary>The legal instrument, 1 to 300 characters.</summary>
    public string Instrument { get; init; } = "";

    /// <summary>Why data may be transferred there, 1 to 2000 characters.</summary>
    public string TransferAssessment { get; init; } = "";

    /// <summary>Categories of listings; at least one.</summary>
    public IReadOnlyList<ListingCategory> Categories { get; init; } = [];

    /// <summary>Codes of purposes of the catalogue; at least one.</summary>
    public IReadOnlyList<string> Purposes { get; init; } = [];

    /// <summary>CLEAR, GREEN, AMBER, AMBER+STRICT or RED.</summary>
    public string Ceiling { get; init; } = "";

    /// <summary>Roles; at least one.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>Contact points and duty roster, at most 50.</summary>
    public IReadOnlyList<PartnerContact> Contacts { get; init; } = [];

    /// <summary>The last day before a review.</summary>
    public DateOnly? ReviewOn { get; init; }
}

/// <summary>What terms need before they can be proposed. All faults come together, each beginning with its field; none quotes what arrived.</summary>
internal static class TermsRules
{
    /// <summary>Most groups of services. A policy of this project.</summary>
    public const int MostCommunities = 20;

    /// <summary>Most contacts. A policy of this project.</summary>
    public const int MostContacts = 50;

    /// <summary>Roles that may be let release something: those that see cases.</summary>
    public static IReadOnlyList<string> Approvers { get; } = [Role.Supervisor, Role.Analyst, Role.Liaison, Role.Programme, Role.Hazard];

    /// <summary>The faults of terms; empty where they may be proposed.</summary>
    public static IReadOnlyList<string> FaultsOf(TermsFields fields, Catalogue catalogue, DateOnly today)
    {
        var faults = new List<string>();
        var last = today.AddDays(PartnerTerms.LongestReview);
        Unless(fields.Country.Length == 0 || (Screening.Subjects.Country.TryRead(fields.Country, out var country) && country.Code == fields.Country && country.IsNationality), "country is no code of a State; give three letters of ISO 3166-1, or leave it empty for an organisation.");
        Unless(IsSet(fields.Communities, MostCommunities, c => NodeCard.IsService(c)), $"communities is not at most {MostCommunities} codes of lower-case letters, digits and hyphens, each once.");
        Unless(ListingRules.IsText(fields.Instrument, 1, 300), "instrument is missing or longer than 300 characters; name the agreement or law.");
        Unless(IsProse(fields.TransferAssessment, 1, 2000), "transferAssessment is missing or longer than 2000 characters; say why data may be transferred there.");
        Unless(fields.Categories is { Count: > 0 } && fields.Categories.Distinct().Count() == fields.Categories.Count, $"categories is empty or names one twice; allowed are {Codes.All<ListingCategory>()}.");
        Unless(fields.Purposes is { Count: > 0 } && IsSet(fields.Purposes, 50, code => catalogue.Purposes.Any(p => p.Code == code)), "purposes is empty, or has one that is not in the catalogue, or one twice.");
        Unless(CeilingLabels.All.Contains(fields.Ceiling), $"ceiling is missing; allowed are {string.Join(", ", CeilingLabels.All)}.");
        Unless(fields.Approvers is { Count: > 0 } && IsSet(fields.Approvers, Approvers.Count, Approvers.Contains), $"approvers is empty or names one twice; allowed are {string.Join(", ", Approvers)}.");
        Unless(fields.Contacts.Count <= MostContacts && fields.Contacts.All(IsContact), $"contacts has more than {MostContacts}, or one without a name (1 to 100 characters) or a way to reach it (1 to 200), with a role or hours of more than 100, or with an end before its beginning.");
        Unless(fields.ReviewOn > today && fields.ReviewOn <= last, $"reviewOn is missing or outside {today.AddDays(1):yyyy-MM-dd} to {last:yyyy-MM-dd}.");
        return faults;

        void Unless(bool right, string fault)
        {
            if (!right)
            {
                faults.Add(fault);
            }
        }
    }

    /// <summary>The terms that fields without a fault make.</summary>
    public static PartnerTerms ToTerms(TermsFields fields) => new()
    {
        Country = fields.Country, Communities = fields.Communities, Instrument = fields.Instrument.Trim(), TransferAssessment = fields.TransferAssessment.Trim(), Categories = fields.Categories,
        Purposes = fields.Purposes, Ceiling = fields.Ceiling, Approvers = fields.Approvers, ReviewOn = fields.ReviewOn ?? throw new ArgumentException("Terms without a review have a fault.", nameof(fields)),
    };

    /// <summary>A text of one or more lines whose length is within bounds once it is trimmed.</summary>
    public static bool IsProse(string? text, int least, int most) =>
        text is not null && text.Trim().Length >= least && text.Length <= most && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'));

    private static bool IsSet(IReadOnlyList<string> codes, int most, Func<string, bool> isOne) =>
        codes is not null && codes.Count <= most && codes.All(c => c is not null && LedgerEntry.IsIdentifier(c) && isOne(c)) && codes.Distinct(StringComparer.Ordinal).Count() == codes.Count;

    private static bool IsContact(PartnerContact? contact) =>
        contact is not null && ListingRules.IsText(contact.Name, 1, 100) && ListingRules.IsText(contact.Role, 0, 100) && ListingRules.IsText(contact.Reach, 1, 200) && ListingRules.IsText(contact.Hours, 0, 100)
        && (contact.From is not { } from || contact.Until is not { } until || from <= until);
}
