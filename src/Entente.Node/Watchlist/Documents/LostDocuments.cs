using System.Text.Json.Serialization;
using Entente.Node.Configuration;
using Entente.Screening.Comparing;
using Entente.Screening.Subjects;

namespace Entente.Node.Watchlist.Documents;

/// <summary>Lost and stolen documents in force, found by number, issuer and kind; the name plays no part. Immutable.</summary>
internal sealed class LostDocuments(IReadOnlyList<LostDocument> all, string version)
{
    private const int ShortestSought = 4;

    // Letters and digits that are misread for each other fall together, as everywhere where documents are compared.
    private readonly ILookup<string, LostDocument> _byNumber = all.ToLookup(d => Key(d.Number), StringComparer.Ordinal);

    /// <summary>Each of them.</summary>
    public IReadOnlyList<LostDocument> All => all;

    /// <summary>How many there are.</summary>
    public int Count => all.Count;

    /// <summary>Which state of them, a hash.</summary>
    public string Version => version;

    /// <summary>Those that a traveller carries. An issuer or a kind that the traveller's side does not state contradicts nothing.</summary>
    public IReadOnlyList<DocumentHit> Of(Subject traveller) => traveller.Documents.Count == 0 || Count == 0 ? [] :
        [.. traveller.Documents.SelectMany(carried => _byNumber[Key(carried.Number)].Where(lost => IsOne(lost, carried)).Select(lost => new DocumentHit(lost, carried, EncounterAction.SecondaryInspection)))];

    /// <summary>Those whose number is like the one typed: the same first, misreadings included, then those of which it is a part. None where fewer than four letters and digits are typed.</summary>
    public IReadOnlyList<LostDocument> Like(string number, int most)
    {
        var key = Key(number);
        return key.Length < ShortestSought ? [] : [.. _byNumber[key].Concat(_byNumber.Where(d => d.Key != key && d.Key.Contains(key, StringComparison.Ordinal)).SelectMany(d => d)).Take(most)];
    }

    private static bool IsOne(LostDocument lost, IdentityDocument carried) =>
        (carried.Issuer is not { } issuer || issuer.SharesWith(lost.Issuer))
        && (KindOf(carried.Kind) is not { } kind || lost.Kind == DocumentKind.Other || kind == lost.Kind);

    private static string Key(string number) => DocumentNumbers.AsRead(DocumentNumbers.Plain(number));

    /// <summary>The kind that the words of a traveller's side mean; null where they mean none that is known.</summary>
    private static DocumentKind? KindOf(string words) => words switch
    {
        _ when words.Contains("passport", StringComparison.OrdinalIgnoreCase) => DocumentKind.Passport,
        _ when words.Contains("visa", StringComparison.OrdinalIgnoreCase) => DocumentKind.Visa,
        _ when words.Contains("residence", StringComparison.OrdinalIgnoreCase) => DocumentKind.ResidencePermit,
        _ when words.Contains("identity card", StringComparison.OrdinalIgnoreCase) => DocumentKind.IdentityCard,
        _ => null,
    };
}

/// <summary>A document that must not be travelled with.</summary>
/// <param name="Id">Id of the record.</param>
/// <param name="Number">As printed; empty where it is shown without.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Issuer">Who issued it.</param>
/// <param name="Loss">What became of it.</param>
/// <param name="Since">Since when; null where not known.</param>
/// <param name="Reference">Where the supporting file lies.</param>
internal sealed record LostDocument(string Id, string Number, DocumentKind Kind, Country Issuer, DocumentLoss Loss, DateOnly? Since, string Reference);

/// <summary>A traveller carries a document that is listed.</summary>
/// <param name="Lost">The listed document.</param>
/// <param name="Carried">The traveller's, as it was read.</param>
/// <param name="Action">Secondary inspection: one person lists a document, so it never asks for more.</param>
internal sealed record DocumentHit(LostDocument Lost, IdentityDocument Carried, EncounterAction Action);

/// <summary>What a document is.</summary>
[JsonConverter(typeof(CodeConverter<DocumentKind>))]
internal enum DocumentKind
{
    /// <summary>Passport, refugee and stateless travel documents included.</summary>
    Passport,

    /// <summary>Identity card.</summary>
    IdentityCard,

    /// <summary>Visa.</summary>
    Visa,

    /// <summary>Residence permit.</summary>
    ResidencePermit,

    /// <summary>Another; matches every kind.</summary>
    Other,
}

/// <summary>What became of a document.</summary>
[JsonConverter(typeof(CodeConverter<DocumentLoss>))]
internal enum DocumentLoss
{
    /// <summary>Its holder has lost it.</summary>
    Lost,

    /// <summary>It was stolen from its holder.</summary>
    Stolen,

    /// <summary>It was stolen before it was made out to anybody.</summary>
    StolenBlank,

    /// <summary>Its issuer has revoked it.</summary>
    Revoked,
}
