using System.Collections.Concurrent;
using System.Data.Common;
using Dapper;
using Entente.Ledger.Envelopes;
using Entente.Node.Oversight;
using Entente.Node.Oversight.Purposes;

namespace Entente.Node.Exchange.Partners;

/// <summary>Another service, as the table holds it.</summary>
internal sealed class PartnerRow
{
    /// <summary>The state of one whose card is here and whose words nobody has compared.</summary>
    public const string Introduced = "introduced";

    /// <summary>The state of one whose words were right here; whether they were right there, the partner decides.</summary>
    public const string ConfirmedHere = "confirmed-here";

    /// <summary>The state of one with which nothing flows until it is introduced anew.</summary>
    public const string Locked = "locked";

    // A card is read with every message, and the same for years; its keys serve any number of threads.
    private static readonly ConcurrentDictionary<string, (byte[] Bytes, NodeCard Card)> Known = new(StringComparer.Ordinal);

    private NodeCard? _read;

    /// <summary>Its code.</summary>
    public string Code { get; init; } = "";

    /// <summary>Its card.</summary>
    public byte[] Card { get; init; } = [];

    /// <summary>The words that are read aloud here.</summary>
    public string OwnWords { get; init; } = "";

    /// <summary>The words that are to be heard.</summary>
    public string PartnerWords { get; init; } = "";

    /// <summary>One of the three states.</summary>
    public string State { get; init; } = "";

    /// <summary>For which purpose it is a partner.</summary>
    public string Purpose { get; init; } = "";

    /// <summary>On which legal basis it is.</summary>
    public string LegalBasis { get; init; } = "";

    /// <summary>When its card was taken in.</summary>
    public DateTimeOffset IntroducedAt { get; init; }

    /// <summary>Who changed its state last.</summary>
    public string ChangedBy { get; init; } = "";

    /// <summary>When that was.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>Since when it is suspended; null where it is not.</summary>
    public DateTimeOffset? SuspendedAt { get; init; }

    /// <summary>The newest generation of this service's keys that it is known to have.</summary>
    public int OwnGeneration { get; init; } = 1;

    /// <summary>When the keys of its card began, where that was not the introduction.</summary>
    public DateTimeOffset? KeysSince { get; init; }

    /// <summary>The keys that signed before, a line for each.</summary>
    public string FormerKeys { get; init; } = "";

    /// <summary>How many entries of this node's record it has seen attested, by the last file of it that was carried here.</summary>
    public long Witnessed { get; init; }

    /// <summary>The ground on which what flows is recorded.</summary>
    public Ground Ground => new(Purpose, LegalBasis);

    /// <summary>Whether its words were right here.</summary>
    public bool IsConfirmed => State == ConfirmedHere;

    /// <summary>Whether a person stopped what flows; messages to it stay queued.</summary>
    public bool IsSuspended => SuspendedAt is not null;

    /// <summary>Whether anything may flow.</summary>
    public bool Flows => IsConfirmed && !IsSuspended;

    /// <summary>Its card, read. Only what is a card is ever stored.</summary>
    public NodeCard Read() => _read ??= Parsed();

    /// <summary>Its keys: those of its card, and the ones that signed before.</summary>
    public KeyRing Ring() => new(Code, [new(Read().Signing, KeysFrom), .. Former()], [new(Read().Sealing, KeysFrom)]);

    /// <summary>Whether its keys are those of the same partner as it was read at another time.</summary>
    public bool HasKeysOf(PartnerRow other) => Card.AsSpan().SequenceEqual(other.Card) && FormerKeys == other.FormerKeys;

    /// <summary>When the keys of its card began to count.</summary>
    public DateTimeOffset KeysFrom => KeysSince ?? IntroducedAt;

    /// <summary>The keys that signed before those of its card.</summary>
    /// <exception cref="InvalidDataException">They cannot be read.</exception>
    public IEnumerable<KeyTerm<MessageVerifierKey>> Former()
    {
        foreach (var line in FormerKeys.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return line.Split('|') is [var text, var from, var until, var revoked] && MessageVerifierKey.TryParse(text, out var key, out _) && StatedPlace.Instant(from) is { } begins && StatedPlace.Instant(until) is { } ends
                ? new(key, begins, ends, StatedPlace.Instant(revoked))
                : throw new InvalidDataException($"A former key of the partner {Code} in the database cannot be read.");
        }
    }

    /// <summary>Former keys as the table holds them.</summary>
    public static string TextOf(IEnumerable<KeyTerm<MessageVerifierKey>> former) => string.Join('\n', former.Select(term =>
        $"{term.Key}|{StatedPlace.Text(term.From)}|{StatedPlace.Text(term.Until ?? DateTimeOffset.MaxValue)}|{(term.RevokedSince is { } since ? StatedPlace.Text(since) : "")}"));

    /// <summary>An act of the partner, recorded on the ground of the partnership.</summary>
    public Act Did(string action, string subject, object? details = null) => Act.Of($"partner:{Code}", action, Ground, subject, details);

    /// <summary>A partner by its code; null where there is none.</summary>
    public static PartnerRow? Find(DbConnection connection, string code) => connection.QueryFirstOrDefault<PartnerRow>("SELECT * FROM partner WHERE code = @code", new { code });

    /// <summary>A partner by its code, as it stands within a work; null where there is none.</summary>
    public static PartnerRow? Find(Work work, string code) => work.Find<PartnerRow>("SELECT * FROM partner WHERE code = @code", new { code });

    /// <summary>The partner of which a message is that has its effect. Only messages of partners are ever taken in.</summary>
    public static PartnerRow SenderOf(Work work, MessageHeader header) => Find(work, header.Sender) ?? throw new InvalidOperationException("A message of nobody is never taken in.");

    /// <summary>All of them in the order of their codes.</summary>
    public static IReadOnlyList<PartnerRow> All(DbConnection connection) => connection.Query<PartnerRow>("SELECT * FROM partner ORDER BY code").AsList();

    private NodeCard Parsed()
    {
        if (Known.TryGetValue(Code, out var known) && known.Bytes.AsSpan().SequenceEqual(Card))
        {
            return known.Card;
        }

        var card = NodeCard.TryParse(Card, out var parsed, out var fault) ? parsed : throw new InvalidDataException($"The card of the partner {Code} in the database cannot be read. {fault}");
        Known[Code] = (Card, card);
        return card;
    }
}
