using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Entente.Ledger.Entries;
using Entente.Node.Configuration;
using Entente.Node.Partnership.Records;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// The payload of record.version: a version of a record of the sender's, whole. The content travels as text, so that its digest is over the very bytes that both sides keep.
/// </summary>
/// <param name="Form">"entente.record.v1".</param>
/// <param name="Record">Id of the record, the same at every service that has it.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Version">From 1.</param>
/// <param name="Purpose">Code of the purpose for which the partner may use it.</param>
/// <param name="Marking">The marking, as text, so that its hash can stand in the header of the message.</param>
/// <param name="Digest">SHA-256 of the content's bytes in UTF-8, 64 hexadecimal digits.</param>
/// <param name="Content">What it says, as <see cref="RecordContent.ToBytes"/> writes it.</param>
internal sealed record RecordVersionForm(string Form, string Record, string Kind, long Version, string Purpose, string Marking, string Digest, string Content)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record.v1";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordVersionForm? Read(ReadOnlySpan<byte> payload) =>
        RecordJson.Read<RecordVersionForm>(payload) is { Form: Name } form && RecordJson.IsRecord(form.Record) && form.Version > 0 && LedgerEntry.IsIdentifier(form.Purpose) ? form : null;
}

/// <summary>The payload of record.proposal: how a record of the recipient's should be changed.</summary>
/// <param name="Form">"entente.record-proposal.v1".</param>
/// <param name="Record">The record.</param>
/// <param name="Proposal">Code of the sender, a colon, and what the sender calls it.</param>
/// <param name="Base">The version that the proposal changes.</param>
/// <param name="Content">What the record is to say, as <see cref="RecordContent.ToBytes"/> writes it.</param>
/// <param name="Note">Why, 2,000 characters at most; blank for nothing.</param>
/// <param name="By">Opaque id of the person who proposes.</param>
internal sealed record RecordProposalForm(string Form, string Record, string Proposal, long Base, string Content, string Note, string By)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record-proposal.v1";

    /// <summary>Longest note, and ground of a refusal, in characters. A policy of this project.</summary>
    public const int MostNote = 2_000;

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordProposalForm? Read(ReadOnlySpan<byte> payload) =>
        RecordJson.Read<RecordProposalForm>(payload) is { Form: Name, Note.Length: <= MostNote } form && RecordJson.IsRecord(form.Record) && LedgerEntry.IsIdentifier(form.Proposal) && LedgerEntry.IsIdentifier(form.By) && form.Base > 0 ? form : null;
}

/// <summary>The payload of record.decision: what the owner has decided about a proposal.</summary>
/// <param name="Form">"entente.record-decision.v1".</param>
/// <param name="Record">The record.</param>
/// <param name="Proposal">The proposal.</param>
/// <param name="Decision">"accepted" or "refused".</param>
/// <param name="Version">The version that it became; null where it was refused.</param>
/// <param name="Why">The ground of a refusal in words, 2,000 characters at most; blank where the owner's node could not read the proposal.</param>
internal sealed record RecordDecisionForm(string Form, string Record, string Proposal, string Decision, long? Version, string Why)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record-decision.v1";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordDecisionForm? Read(ReadOnlySpan<byte> payload) =>
        RecordJson.Read<RecordDecisionForm>(payload) is { Form: Name, Decision: ProposalRow.Accepted or ProposalRow.Refused, Why.Length: <= RecordProposalForm.MostNote } form && RecordJson.IsRecord(form.Record)
            && (form.Version > 0) == (form.Decision == ProposalRow.Accepted) ? form : null;
}

/// <summary>The payload of record.signature.</summary>
/// <param name="Form">"entente.record-signature.v1".</param>
/// <param name="Statement">What the service signed: <see cref="RecordSignature"/>.</param>
internal sealed record RecordSignatureForm(string Form, string Statement)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record-signature.v1";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordSignatureForm? Read(ReadOnlySpan<byte> payload) => RecordJson.Read<RecordSignatureForm>(payload) is { Form: Name } form ? form : null;
}

/// <summary>The payload of record.recall: the owner takes a record back.</summary>
/// <param name="Form">"entente.record-recall.v1".</param>
/// <param name="Record">The record.</param>
internal sealed record RecordRecallForm(string Form, string Record)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record-recall.v1";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordRecallForm? Read(ReadOnlySpan<byte> payload) => RecordJson.Read<RecordRecallForm>(payload) is { Form: Name } form && RecordJson.IsRecord(form.Record) ? form : null;
}

/// <summary>The payload of record.account: what became of a copy that was taken back.</summary>
/// <param name="Form">"entente.record-account.v1".</param>
/// <param name="Record">The record.</param>
/// <param name="Recall">Id of the message that took it back, so that an account never stands for a later copy.</param>
/// <param name="Account">"destroyed".</param>
internal sealed record RecordAccountForm(string Form, string Record, string Recall, string Account)
{
    /// <summary>The form that this node writes and reads.</summary>
    public const string Name = "entente.record-account.v1";

    /// <summary>The only account there is: of a record nothing is done to anybody.</summary>
    public const string Destroyed = "destroyed";

    /// <summary>Reads one; null where the payload is none.</summary>
    public static RecordAccountForm? Read(ReadOnlySpan<byte> payload) => RecordJson.Read<RecordAccountForm>(payload) is { Form: Name, Account: Destroyed } form && RecordJson.IsRecord(form.Record) ? form : null;
}

/// <summary>Payloads about records as JSON, and what both sides compute alike.</summary>
internal static class RecordJson
{
    // None of them nests deeper than its members.
    private const int Deepest = 2, LongestId = 100;

    private static readonly JsonSerializerOptions Options = new(StrictJson.Options) { MaxDepth = Deepest, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The bytes.</summary>
    public static byte[] Write<T>(T form) => JsonSerializer.SerializeToUtf8Bytes(form, Options);

    /// <summary>The form; null where the bytes are none, or say more than the form has members for.</summary>
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

    /// <summary>Whether a text is the id of a record.</summary>
    public static bool IsRecord(string text) => text.Length <= LongestId && LedgerEntry.IsIdentifier(text);

    /// <summary>The conversation in which everything about a record goes between two services.</summary>
    public static string ConversationOf(string owner, string record) => $"{owner}:{record}";

    /// <summary>The digest of a content: SHA-256 over its bytes, 64 hexadecimal digits.</summary>
    public static string DigestOf(RecordContent content) => DigestOf(content.ToBytes());

    /// <summary>The digest of bytes.</summary>
    public static string DigestOf(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The content of a text that is spelled as <see cref="RecordContent.ToBytes"/> spells it; null where it is none, or spelled otherwise and so would have another digest here.</summary>
    public static RecordContent? ContentOf(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return RecordContent.Read(bytes) is { } content && content.ToBytes().AsSpan().SequenceEqual(bytes) ? content : null;
    }

    /// <summary>A content as a text that travels.</summary>
    public static string TextOf(RecordContent content) => Encoding.UTF8.GetString(content.ToBytes());
}
