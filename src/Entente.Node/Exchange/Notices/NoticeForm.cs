using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Entente.Ledger.Merkle;
using Entente.Node.Configuration;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Watchlist.Listings;

namespace Entente.Node.Exchange.Notices;

/// <summary>
/// A listing as it goes to a partner, new or corrected: the payload of notice.new and notice.correction. JSON in UTF-8; members that are not here are not read, so
/// that nothing of a kind for which there is no field is ever stored.
/// </summary>
/// <param name="Form">"entente.notice.v1".</param>
/// <param name="Thing">Under which id both services know the listing: the code of its owner, a colon, and what the owner calls it.</param>
/// <param name="Version">Which version of it this is, from 1 on.</param>
/// <param name="Purpose">Code of the purpose for which the partner may use it.</param>
/// <param name="Marking">The marking, as text, so that its hash can stand in the header of the message.</param>
/// <param name="Listing">What it says; without the owner's file, and without a marking of its own.</param>
internal sealed record NoticeForm(string Form, string Thing, long Version, string Purpose, string Marking, ListingFields Listing)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.notice.v1";

    /// <summary>The owner's signed consent, where a service that does not own the listing hands it on; empty otherwise.</summary>
    public string Consent { get; init; } = "";

    /// <summary>What was left out of the copy; empty where it is whole.</summary>
    public IReadOnlyList<WithheldPart> Withheld { get; init; } = [];

    /// <summary>What binds the copy to its original, as <see cref="TearLine.Commit"/> makes it; blank where it is whole.</summary>
    public string Original { get; init; } = "";

    /// <summary>Code of the service that owns it.</summary>
    public string Owner => OwnerOf(Thing);

    /// <summary>The notice of an own listing.</summary>
    public static NoticeForm Of(string thing, long version, string purpose, Marking marking, ListingFields fields) =>
        new(Name, thing, version, purpose, marking.ToText(), TearLine.Bare(fields));

    /// <summary>The id of a thing of this service.</summary>
    public static string ThingOf(string service, string listing) => $"{service}:{listing}";

    /// <summary>Code of the service that owns a thing.</summary>
    public static string OwnerOf(string thing) => thing[..Math.Max(0, thing.IndexOf(':', StringComparison.Ordinal))];

    /// <summary>SHA-256 of a marking's text, as it stands in the header.</summary>
    public static Digest DigestOf(string marking) => new(SHA256.HashData(Encoding.UTF8.GetBytes(marking)));

    /// <summary>Its bytes.</summary>
    public byte[] ToBytes() => NoticeJson.Write(this);

    /// <summary>Reads one; null where the payload is none.</summary>
    public static NoticeForm? Read(ReadOnlySpan<byte> payload) =>
        NoticeJson.Read<NoticeForm>(payload) is { Form: Name } form && IsThing(form.Thing) && form.Version > 0 && form.Purpose.Length is > 0 and <= 200 && form.Consent.Length <= 4096 && form.Original.Length <= 64 ? form : null;

    /// <summary>Whether a text is the id of a thing.</summary>
    public static bool IsThing(string text) => text.Length <= 200 && NodeCard.IsService(OwnerOf(text)) && Entente.Ledger.Entries.LedgerEntry.IsIdentifier(text);
}

/// <summary>The payload of notice.recall: the owner takes a listing back from everybody who holds it.</summary>
/// <param name="Form">"entente.recall.v1".</param>
/// <param name="Thing">The listing.</param>
/// <param name="Why">Code of the reason, of <see cref="Remove.RemovalReason"/> or "no-longer-shared".</param>
/// <param name="Asked">How often the account was asked for, this time included.</param>
internal sealed record RecallForm(string Form, string Thing, string Why, int Asked)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.recall.v1";

    /// <summary>The reason of a copy that is taken back while the listing stays in force at its owner.</summary>
    public const string NoLongerShared = "no-longer-shared";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecallForm? Read(ReadOnlySpan<byte> payload) =>
        NoticeJson.Read<RecallForm>(payload) is { Form: Name } form && NoticeForm.IsThing(form.Thing) && Entente.Ledger.Entries.LedgerEntry.IsIdentifier(form.Why) ? form : null;
}

/// <summary>The payload of notice.account: what became of a copy that was recalled.</summary>
/// <param name="Form">"entente.account.v1".</param>
/// <param name="Thing">The listing.</param>
/// <param name="Account">What became of the copy.</param>
/// <param name="How">Codes of what was done with it before, of <see cref="UseOfCopy"/>, or of the ground of a refusal, of <see cref="RefusalGround"/>.</param>
/// <param name="Copies">How many copies this service had handed on, which are accounted for as well.</param>
internal sealed record AccountForm(string Form, string Thing, CopyAccount Account, IReadOnlyList<string> How, int Copies)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.account.v1";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static AccountForm? Read(ReadOnlySpan<byte> payload) =>
        NoticeJson.Read<AccountForm>(payload) is { Form: Name, How.Count: <= 20 } form && NoticeForm.IsThing(form.Thing) && form.How.All(Entente.Ledger.Entries.LedgerEntry.IsIdentifier) ? form : null;
}

/// <summary>What became of a copy that was recalled.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CodeConverter<CopyAccount>))]
internal enum CopyAccount
{
    /// <summary>Nothing was ever done because of it, and its key is destroyed.</summary>
    Destroyed,

    /// <summary>Something was done because of it, which stays on record; the copy itself is destroyed.</summary>
    Used,

    /// <summary>It is kept on a ground of law; it alerts nobody any more.</summary>
    Refused,
}

/// <summary>What was done because of a copy. Codes, because they travel.</summary>
internal static class UseOfCopy
{
    /// <summary>Somebody was looked at because of it.</summary>
    public const string Encounter = "encounter";

    /// <summary>Something was taken from somebody because of it, or somebody was watched.</summary>
    public const string Measure = "measure";

    /// <summary>The listing was adopted for more than to inform.</summary>
    public const string Adoption = "adoption";

    /// <summary>It was handed on.</summary>
    public const string HandedOn = "handed-on";
}

/// <summary>On which ground a copy is kept after its recall.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(CodeConverter<RefusalGround>))]
internal enum RefusalGround
{
    /// <summary>It is evidence in proceedings.</summary>
    Proceedings,

    /// <summary>A court or an oversight body has ordered that it be kept.</summary>
    Ordered,

    /// <summary>A complaint of the person is open.</summary>
    Redress,
}

/// <summary>Payloads of notices as JSON.</summary>
internal static class NoticeJson
{
    // A listing nests four deep.
    private static readonly JsonSerializerOptions Options = new(StrictJson.Options) { MaxDepth = 8 };

    /// <summary>The bytes.</summary>
    public static byte[] Write<T>(T form) => JsonSerializer.SerializeToUtf8Bytes(form, Options);

    /// <summary>The form; null where the bytes are none.</summary>
    public static T? Read<T>(ReadOnlySpan<byte> payload)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(payload, Options);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            return null;
        }
    }
}
