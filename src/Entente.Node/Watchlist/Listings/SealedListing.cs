using System.Text.Json;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Screening;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Listings;

/// <summary>How listings are sealed, opened, and made into what is screened.</summary>
internal static class SealedListing
{
    /// <summary>Seals one version of a listing.</summary>
    public static byte[] Seal(KeyStore keys, string keyId, string listing, long number, ListingFields fields) =>
        keys.Seal(keyId, Place(listing, number), JsonSerializer.SerializeToUtf8Bytes(fields, JsonSerializerOptions.Web));

    /// <summary>Opens one version; null where it has been deleted.</summary>
    public static ListingFields? Open(KeyStore keys, string keyId, string listing, long number, byte[]? content) =>
        content is null || keys.Open(keyId, Place(listing, number), content) is not { } plain ? null : JsonSerializer.Deserialize<ListingFields>(plain, JsonSerializerOptions.Web);

    /// <summary>Seals a person who is not the listed one.</summary>
    public static byte[] Seal(KeyStore keys, string keyId, string entry, Misidentified person) =>
        keys.Seal(keyId, $"listing_misidentified.content/{entry}", JsonSerializer.SerializeToUtf8Bytes(person, JsonSerializerOptions.Web));

    /// <summary>Opens a person who is not the listed one; null where it has been deleted.</summary>
    public static Misidentified? Open(KeyStore keys, string keyId, string entry, byte[]? content) =>
        content is null || keys.Open(keyId, $"listing_misidentified.content/{entry}", content) is not { } plain ? null : JsonSerializer.Deserialize<Misidentified>(plain, JsonSerializerOptions.Web);

    /// <summary>The listing as it is screened.</summary>
    public static Listing ToListing(string id, ListingFields fields) => new()
    {
        Id = id,
        List = OwnLists.Name,
        Programme = fields.Category is { } category ? Configuration.Codes.Of(category) : "",
        Subject = new Subject
        {
            // The list is shown under its first name, which a weak alias must not be.
            Names = [.. fields.Names.OrderBy(n => n.Kind == NameKind.WeakAlias).Select(n => new SubjectName(n.Text.Trim()) { Kind = n.Kind, Family = n.Family?.Trim(), Given = n.Given?.Trim() })],
            BirthDates = [.. fields.BirthDates.Select(BirthDateField.Read).OfType<BirthDate>()],
            Sex = fields.Sex,
            Nationalities = [.. fields.Nationalities.Select(CountryOf).OfType<Country>()],
            Documents = [.. fields.Documents.Select(d => new IdentityDocument(d.Number.Trim()) { Kind = d.Kind.Trim(), Issuer = CountryOf(d.Issuer) })],
        },
    };

    /// <summary>What the listing asks for.</summary>
    public static ListingTerms TermsOf(ListingFields fields, string service) =>
        new(fields.Action ?? EncounterAction.Inform, fields.Warrant, service, fields.Handling, MarkingOf(fields));

    /// <summary>Who may see it.</summary>
    public static Marking MarkingOf(ListingFields fields) =>
        fields.Marking is { } marking ? marking with { Audience = marking.Audience ?? [], Handling = marking.Handling ?? "" } : Marking.OwnService;

    /// <summary>The clearance of a person who is not the listed one.</summary>
    public static Clearance ToClearance(string listing, Misidentified person) => new(listing, person.Name, BirthDateField.Read(person.BirthDate), person.DocumentNumber);

    private static string Place(string listing, long number) => $"listing_version.content/{listing}/{number}";

    private static Country? CountryOf(string? code) => code is not null && Country.TryRead(code, out var country) ? country : null;
}

/// <summary>A person who is known not to be the person of a listing.</summary>
/// <param name="Name">Name.</param>
/// <param name="BirthDate">Full birth date; null where a document tells.</param>
/// <param name="DocumentNumber">Document number; null where the birth date tells.</param>
/// <param name="Reason">Why it is known.</param>
internal sealed record Misidentified(string Name, string? BirthDate, string? DocumentNumber, string Reason);
