using System.Data.Common;
using System.Text;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>How a record should be changed, as the table holds it. It is sealed under the key of the record, and so destroyed with it.</summary>
internal sealed class ProposalRow
{
    /// <summary>The owner has not decided.</summary>
    public const string Open = "open";

    /// <summary>It became a version.</summary>
    public const string Accepted = "accepted";

    /// <summary>The owner did not want it.</summary>
    public const string Refused = "refused";

    /// <summary>The record was taken back before the owner had decided.</summary>
    public const string Lapsed = "lapsed";

    public string Id { get; init; } = "";
    public string Record { get; init; } = "";
    public string Partner { get; init; } = "";
    public long IsOurs { get; init; }
    public long BaseVersion { get; init; }
    public byte[]? Content { get; init; }
    public byte[]? Note { get; init; }
    public byte[]? Why { get; init; }
    public string State { get; init; } = "";
    public long? Became { get; init; }
    public string MadeBy { get; init; } = "";
    public DateTimeOffset MadeAt { get; init; }
    public string? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>Whether a partner has to hear what this service decides.</summary>
    public bool IsForUs => IsOurs == 0 && State == Open;

    /// <summary>What the record is to say; null once it is destroyed.</summary>
    public RecordContent? OpenContent(KeyStore keys, string key) => Content is not null && keys.Open(key, PlaceOf(Id, "content"), Content) is { } plain ? RecordContent.Read(plain) : null;

    /// <summary>Why it was proposed; blank for nothing, or once it is destroyed.</summary>
    public string OpenNote(KeyStore keys, string key) => TextOf(keys, key, "note", Note);

    /// <summary>Why it was refused.</summary>
    public string OpenWhy(KeyStore keys, string key) => TextOf(keys, key, "why", Why);

    /// <summary>Seals a text of a proposal; null for a blank one.</summary>
    public static byte[]? Seal(KeyStore keys, string key, string id, string part, string text) => text.Length == 0 ? null : keys.Seal(key, PlaceOf(id, part), Encoding.UTF8.GetBytes(text));

    /// <summary>A proposal; null where there is none.</summary>
    public static ProposalRow? Find(Work work, string id) => work.Find<ProposalRow>("SELECT * FROM record_proposal WHERE id = @id", new { id });

    /// <summary>A proposal; null where there is none.</summary>
    public static ProposalRow? Find(DbConnection connection, string id) => connection.QueryFirstOrDefault<ProposalRow>("SELECT * FROM record_proposal WHERE id = @id", new { id });

    /// <summary>The proposals of a record, the newest first.</summary>
    public static IReadOnlyList<ProposalRow> Of(DbConnection connection, string record) => connection.Query<ProposalRow>("SELECT * FROM record_proposal WHERE record = @record ORDER BY made_at DESC, id", new { record }).AsList();

    /// <summary>Stores a proposal that is open.</summary>
    public static void Insert(Work work, KeyStore keys, string key, RecordProposalForm form, string partner, bool isOurs, string by) => work.Execute(
        """
        INSERT INTO record_proposal (id, record, partner, is_ours, base_version, content, note, state, made_by, made_at)
        VALUES (@Proposal, @Record, @partner, @ours, @Base, @content, @note, 'open', @by, @Now)
        """,
        new
        {
            form.Proposal, form.Record, partner, ours = isOurs ? 1 : 0, form.Base, content = Seal(keys, key, form.Proposal, "content", form.Content), note = Seal(keys, key, form.Proposal, "note", form.Note), by, work.Now,
        });

    /// <summary>Closes a proposal.</summary>
    public static void Close(Work work, string id, string state, long? became, byte[]? why, string by) =>
        work.Execute("UPDATE record_proposal SET state = @state, became = @became, why = @why, decided_by = @by, decided_at = @Now WHERE id = @id", new { state, became, why, by, work.Now, id });

    /// <summary>Ends what is open of a record that one partner does not have any more.</summary>
    public static void Lapse(Work work, string record, string partner) =>
        work.Execute("UPDATE record_proposal SET state = 'lapsed', decided_at = @Now WHERE record = @record AND partner = @partner AND state = 'open'", new { work.Now, record, partner });

    private static string TextOf(KeyStore keys, string key, string part, string id, byte[]? content) => content is not null && keys.Open(key, PlaceOf(id, part), content) is { } plain ? Encoding.UTF8.GetString(plain) : "";

    private string TextOf(KeyStore keys, string key, string part, byte[]? content) => TextOf(keys, key, part, Id, content);

    private static string PlaceOf(string id, string part) => $"record_proposal.{part}/{id}";
}
