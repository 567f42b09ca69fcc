using System.Text.Json;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Storage;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Documents;

/// <summary>A row of the table lost_document.</summary>
internal sealed class DocumentRow
{
    public string Id { get; init; } = "";
    public string KeyId { get; init; } = "";
    public byte[]? Content { get; init; }
    public string Purpose { get; init; } = "";
    public string LegalBasis { get; init; } = "";
    public string Status { get; init; } = "";
    public string AddedBy { get; init; } = "";
    public DateTimeOffset AddedAt { get; init; }
    public string? EndedWhy { get; init; }

    /// <summary>On what it rests.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>What the record says; null where it has been deleted.</summary>
    public DocumentContent? Open(KeyStore keys) =>
        Content is null || keys.Open(KeyId, Place(Id), Content) is not { } plain ? null : JsonSerializer.Deserialize<DocumentContent>(plain, JsonSerializerOptions.Web);

    /// <summary>Seals it.</summary>
    public static byte[] Seal(KeyStore keys, string keyId, string id, DocumentContent content) => keys.Seal(keyId, Place(id), JsonSerializer.SerializeToUtf8Bytes(content, JsonSerializerOptions.Web));

    private static string Place(string id) => $"lost_document.content/{id}";
}

/// <summary>What is sealed of a document.</summary>
internal sealed record DocumentContent
{
    /// <summary>As printed.</summary>
    public string Number { get; init; } = "";

    /// <summary>What it is.</summary>
    public DocumentKind? Kind { get; init; }

    /// <summary>Code of the issuing State.</summary>
    public string Issuer { get; init; } = "";

    /// <summary>What became of it.</summary>
    public DocumentLoss? Loss { get; init; }

    /// <summary>Since when; null where not known.</summary>
    public DateOnly? Since { get; init; }

    /// <summary>Where the supporting file lies.</summary>
    public string Reference { get; init; } = "";

    /// <summary>The document as it is looked for; null where it is none.</summary>
    public LostDocument? ToDocument(string id) =>
        Kind is { } kind && Loss is { } loss && Country.TryRead(Issuer, out var issuer) ? new LostDocument(id, Number, kind, issuer, loss, Since, Reference) : null;

    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Fault(DateOnly today) => FaultsOf(today) is { Count: > 0 } faults ? string.Join(' ', faults.Values) : null;

    /// <summary>What is wrong with it, by field.</summary>
    public IReadOnlyDictionary<string, string> FaultsOf(DateOnly today)
    {
        var faults = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        AddUnless(Listings.ListingRules.IsText(Number, 5, 40) && Screening.Clearance.IsOnePersons(Number), "number", "number is missing, longer than 40 characters, or has fewer than five letters and digits.");
        AddUnless(Kind is not null, "kind", $"kind is missing; allowed are {Codes.All<DocumentKind>()}.");
        AddUnless(Country.TryRead(Issuer, out _), "issuer", "issuer is missing or no country; write a code such as MAR.");
        AddUnless(Loss is not null, "loss", $"loss is missing; allowed are {Codes.All<DocumentLoss>()}.");
        AddUnless(Since is null || Since <= today, "since", "since lies in the future.");
        AddUnless(Listings.ListingRules.IsText(Reference, 1, 100), "reference", "reference is missing or longer than 100 characters; say where the supporting file lies.");
        return faults;

        void AddUnless(bool right, string field, string fault)
        {
            if (!right)
            {
                faults.Add(field, fault);
            }
        }
    }
}
