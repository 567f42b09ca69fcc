using Entente.Ledger.Envelopes;
using Entente.Node.Accounts;
using Entente.Node.Configuration;
using Entente.Node.Exchange.Notices;
using Entente.Node.Exchange.Partners;
using Entente.Node.Exchange.Receiving;
using Entente.Node.Exchange.Release;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;
using Entente.Node.Partnership.Records;
using Entente.Node.Storage;
using Entente.Node.Watchlist;

namespace Entente.Node.Partnership.Agreeing;

/// <summary>
/// Takes in a version of a partner's record. What can be read, and whose marking a program can heed, is shown at once; everything else waits for a person. An older version changes nothing, and a partner never changes what is not its own.
/// </summary>
internal sealed class TakeVersion(KeyStore keys, Catalogue catalogue, RecordWriter writer) : IMessageEffect
{
    /// <summary>Code of what bars a message that cannot be read.</summary>
    public const string Unreadable = "unreadable";

    /// <summary>Code of a version whose digest is not that of its content, or whose content is spelled otherwise than here.</summary>
    public const string OtherDigest = "other-digest";

    /// <summary>Code of a kind, or fields, that this node does not know, or values that break the form of their field.</summary>
    public const string OtherForm = "other-form";

    /// <summary>Code of a message whose header has the hash of another marking.</summary>
    public const string OtherMarking = "other-marking";

    /// <summary>Code of a purpose for which this service does not cooperate.</summary>
    public const string NoPurpose = "no-purpose";

    /// <inheritdoc />
    public string Type => MessageType.RecordVersion;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = RecordVersionForm.Read(payload.Span);
        var id = form?.Record ?? $"message-{header.Id}";
        if (RecordRow.Find(work, id) is { } row && row.Owner != partner.Code)
        {
            work.Record(partner.Did(ActionCode.ProgrammePartnerRefused, id, new { header.Type, Why = "not-the-owners" }));
            return;
        }

        var before = RecordCopyRow.Find(work, id, partner.Code);
        if (form is not null && before is { Status: not RecordCopyRow.Recalled } && form.Version <= before.Version)
        {
            work.Record(partner.Did(ActionCode.ProgrammeReceived, id, new { form.Version, State = "older" }));
            return;
        }

        var bars = BarsOf(work, header, form);
        if (before is { Status: RecordCopyRow.Held })
        {
            DestroyedKeys.Mark(work, [before.KeyId]);
        }

        if (bars.Count == 0 && form is not null)
        {
            Use(work, partner, form, writer);
        }

        Remember(work, partner, id, form, bars, payload);
    }

    /// <summary>Puts a version in use.</summary>
    public void Use(Work work, PartnerRow partner, RecordVersionForm form, RecordWriter by)
    {
        var kind = RecordKinds.Find(form.Kind) ?? throw new InvalidOperationException("What is of no known kind is held.");
        var content = RecordJson.ContentOf(form.Content) ?? throw new InvalidOperationException("What cannot be read is held.");
        var draft = new RecordDraft(kind, content, Marking.Parse(form.Marking).Handling, $"partner:{partner.Code}");
        var caller = new Caller($"partner:{partner.Code}", partner.Code, [], catalogue.GroundOf(form.Purpose, Doing.Cooperate) ?? catalogue.FirstFor(Doing.Cooperate) ?? partner.Ground);
        if (RecordRow.Find(work, form.Record) is not { } row)
        {
            by.Create(work, draft, caller, form.Record, partner.Code, form.Version);
            return;
        }

        if (row.DeletedAt is not null)
        {
            // It was recalled, and is shared anew: nothing of what it was is here, and it has another key.
            work.Execute("UPDATE programme_record SET key_id = @key, kind = @kind, deleted_at = NULL, keep_until = NULL WHERE id = @Id", new { key = keys.Make(), kind = kind.Name, row.Id });
        }

        by.Change(work, RecordRow.Find(work, form.Record) ?? row, draft, caller, form.Version);
    }

    private void Remember(Work work, PartnerRow partner, string id, RecordVersionForm? form, List<string> bars, ReadOnlyMemory<byte> payload)
    {
        var (status, key) = bars.Count == 0 ? (RecordCopyRow.InUse, "") : (RecordCopyRow.Held, keys.Make());
        work.Execute(
            """
            INSERT INTO record_copy (record, partner, status, version, marking, purpose, bars, key_id, content, received_at)
            VALUES (@id, @Code, @status, @version, @marking, @purpose, @bars, @key, @content, @Now)
            ON CONFLICT (record, partner) DO UPDATE SET status = excluded.status, version = excluded.version, marking = excluded.marking, purpose = excluded.purpose, bars = excluded.bars, key_id = excluded.key_id,
                content = excluded.content, received_at = excluded.received_at, decided_by = NULL, decided_at = NULL
            """,
            new
            {
                id, partner.Code, status, version = form?.Version ?? 0, marking = form?.Marking ?? "", purpose = form?.Purpose ?? "", bars = string.Join(' ', bars), key,
                content = bars.Count == 0 ? null : keys.Seal(key, RecordCopyRow.PlaceOf(id, partner.Code), payload.ToArray()), work.Now,
            });
        work.Record(partner.Did(ActionCode.ProgrammeReceived, id, new { Version = form?.Version ?? 0, State = status, Bars = bars }));
    }

    private List<string> BarsOf(Work work, MessageHeader header, RecordVersionForm? form)
    {
        if (form is null)
        {
            return [Unreadable];
        }

        var marking = Marking.TryParse(form.Marking);
        var bars = ReleaseRules.BarsOfUse(marking, work.Now.Day()).Select(Codes.Of).ToList();
        var content = RecordJson.ContentOf(form.Content);
        AddIf(NoticeForm.DigestOf(form.Marking) != header.Marking, OtherMarking);
        AddIf(content is null || RecordJson.DigestOf(content) != form.Digest, OtherDigest);
        AddIf(catalogue.GroundOf(form.Purpose, Doing.Cooperate) is null, NoPurpose);
        var isOther = RecordRow.Find(work, form.Record) is { DeletedAt: null } row && row.Kind != form.Kind;
        AddIf(isOther || RecordKinds.Find(form.Kind) is not { } kind || content is null || RecordRules.FormFaults(new(kind, content, marking?.Handling ?? "")).Any(f => f.Field != "handling"), OtherForm);
        return bars;

        void AddIf(bool wrong, string code)
        {
            if (wrong)
            {
                bars.Add(code);
            }
        }
    }
}

/// <summary>Takes in a recall of a partner's record: the copy, its versions and what was proposed about it are destroyed, and the owner hears so, in one work.</summary>
internal sealed class TakeRecordRecall(RecordSender sender) : IMessageEffect
{
    /// <inheritdoc />
    public string Type => MessageType.RecordRecall;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        if (RecordRecallForm.Read(payload.Span) is not { } form)
        {
            work.Record(partner.Did(ActionCode.ProgrammePartnerRefused, header.Id.ToString(), new { header.Type, Why = TakeVersion.Unreadable }));
            return;
        }

        var gone = Inbox.Forget(work, partner.Code, RecordJson.ConversationOf(partner.Code, form.Record)).ToList();
        if (RecordRow.Find(work, form.Record) is { DeletedAt: null } row && row.Owner == partner.Code)
        {
            gone.Add(row.KeyId);
            work.Execute("UPDATE programme_record SET content = NULL, deleted_at = @Now, keep_until = @Now, change = (SELECT max(change) + 1 FROM programme_record) WHERE id = @Id", new { work.Now, row.Id });
            work.Execute("DELETE FROM programme_version WHERE record = @Id", new { row.Id });
        }

        if (RecordCopyRow.Find(work, form.Record, partner.Code) is { } copy)
        {
            gone.AddRange(copy.KeyId.Length > 0 ? [copy.KeyId] : []);
            work.Execute("UPDATE record_copy SET status = 'recalled', content = NULL WHERE record = @Record AND partner = @Code", new { form.Record, partner.Code });
            ProposalRow.Lapse(work, form.Record, partner.Code);
            work.Execute("UPDATE record_proposal SET content = NULL, note = NULL, why = NULL WHERE record = @Record AND partner = @Code", new { form.Record, partner.Code });
        }

        DestroyedKeys.Mark(work, gone);
        work.Record(partner.Did(ActionCode.ProgrammeRecallReceived, form.Record));
        sender.SendAccount(work, partner, form.Record, header.Id.ToString());
    }
}

/// <summary>Takes in that a partner has destroyed its copy.</summary>
internal sealed class TakeRecordAccount : IMessageEffect
{
    /// <inheritdoc />
    public string Type => MessageType.RecordAccount;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var form = RecordAccountForm.Read(payload.Span);
        var share = form is null ? null : RecordShareRow.Find(work, form.Record, partner.Code);
        var counts = share is { Status: RecordShareRow.Recalled, AccountedAt: null } && share.Recall == form?.Recall;
        if (counts)
        {
            work.Execute("UPDATE record_share SET accounted_at = @Now WHERE record = @Record AND partner = @Code", new { work.Now, share!.Record, partner.Code }); // It counts only where there is one.
        }

        work.Record(partner.Did(ActionCode.ProgrammeAccountReceived, form?.Record ?? header.Id.ToString(), new { Counts = counts }));
    }
}

/// <summary>Takes in a signature of a partner. It counts where the partner has the record, or owns it, and signed the digest of that version; what does not is recorded, and nothing else.</summary>
internal sealed class TakeSignature(Exchange.OwnService own, KeyStore keys) : IMessageEffect
{
    /// <inheritdoc />
    public string Type => MessageType.RecordSignature;

    /// <inheritdoc />
    public void Take(Work work, MessageHeader header, ReadOnlyMemory<byte> payload)
    {
        var partner = PartnerRow.SenderOf(work, header);
        var line = RecordSignatureForm.Read(payload.Span)?.Statement ?? "";
        var statement = SignedStatement.TryParse(line, out var parsed) ? parsed : null;
        var signature = statement is null ? null : RecordSignature.Read(statement);
        var why = statement is null || signature is null ? TakeVersion.Unreadable
            : signature.Signer != partner.Code || statement.Verify(partner.Ring(), signature.MadeAt, work.Now) != MessageVerdict.SignedByPartner ? "not-signed"
            : !IsBetweenBoth(work, partner.Code, signature) ? "not-shared"
            : DigestOf(work, signature.Record, signature.Version) is { } digest && digest != signature.Digest ? TakeVersion.OtherDigest
            : SignatureRow.Find(work, signature.Record, signature.Version, partner.Code) is not null ? "signed-before"
            : null;
        if (why is not null || signature is null)
        {
            work.Record(partner.Did(ActionCode.ProgrammePartnerRefused, signature?.Record ?? header.Id.ToString(), new { header.Type, Why = why }));
            return;
        }

        SignatureRow.Insert(work, signature, line);
        work.Record(partner.Did(ActionCode.ProgrammeSignatureReceived, signature.Record, new { signature.Version, signature.Digest }));
    }

    private bool IsBetweenBoth(Work work, string partner, RecordSignature signature) =>
        signature.Owner == own.Code ? RecordRow.Find(work, signature.Record) is { Owner: "" } && RecordShareRow.Find(work, signature.Record, partner) is not null
        : signature.Owner == partner && RecordCopyRow.Find(work, signature.Record, partner) is not null;

    /// <summary>The digest of a version; null where it is not here, or destroyed.</summary>
    private string? DigestOf(Work work, string record, long version) =>
        RecordRow.Find(work, record) is { } row && work.Find<VersionRow>("SELECT * FROM programme_version WHERE record = @record AND version = @version", new { record, version }) is { Content: { } content }
        && keys.Open(row.KeyId, RecordRow.PlaceOf(record, version), content) is { } plain ? RecordJson.DigestOf(plain) : null;
}
