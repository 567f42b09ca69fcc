namespace Entente.Ledger.Entries;

/// <summary>
/// One recorded act: who did what to what, when, and on which legal basis. The identifiers are opaque on purpose: they may be
/// no longer than <see cref="MostCharacters"/> and hold only visible ASCII, so that a person's name does not slip in. What is
/// personal belongs in <see cref="Details"/>, which are destroyed with the entry.
/// </summary>
public sealed class LedgerEntry
{
    /// <summary>Longest identifier or code, in characters. A policy of this project: room for a URL-like id or a UUID with a prefix.</summary>
    public const int MostCharacters = 200;

    /// <summary>Longest details, in bytes (1 MiB). A policy of this project: an entry describes an act, it is no archive.</summary>
    public const int MostDetails = 1024 * 1024;

    /// <summary>An entry by its parts.</summary>
    /// <param name="sequence">Place in the log, from 0 on; the index of its leaf.</param>
    /// <param name="time">When, in whole milliseconds, UTC.</param>
    /// <param name="actor">Who did it: the opaque id of an account, a node or a job.</param>
    /// <param name="action">What was done: a code such as "encounter.decided".</param>
    /// <param name="legalBasis">Code of the legal basis.</param>
    /// <param name="subject">What it was done to: an opaque id, null where there is none.</param>
    /// <param name="details">Anything else, as exact bytes; never read again by this project.</param>
    /// <exception cref="ArgumentException">A part is outside its range; the message says which and what is allowed.</exception>
    public LedgerEntry(long sequence, DateTimeOffset time, string actor, string action, string legalBasis, string? subject = null, ReadOnlyMemory<byte> details = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(sequence);
        if (time.Offset != TimeSpan.Zero || time.Ticks % TimeSpan.TicksPerMillisecond != 0)
        {
            throw new ArgumentException("A time is in UTC and whole milliseconds.", nameof(time));
        }

        ThrowIfNotIdentifier(actor, nameof(actor));
        ThrowIfNotIdentifier(action, nameof(action));
        ThrowIfNotIdentifier(legalBasis, nameof(legalBasis));
        ThrowIfNotIdentifier(subject ?? "-", nameof(subject));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(details.Length, MostDetails, nameof(details));
        (Sequence, Time, Actor, Action, LegalBasis, Subject, Details) = (sequence, time, actor, action, legalBasis, subject, details);
    }

    /// <summary>Place in the log, from 0 on.</summary>
    public long Sequence { get; }

    /// <summary>When, in whole milliseconds, UTC.</summary>
    public DateTimeOffset Time { get; }

    /// <summary>Who did it.</summary>
    public string Actor { get; }

    /// <summary>What was done.</summary>
    public string Action { get; }

    /// <summary>The legal basis.</summary>
    public string LegalBasis { get; }

    /// <summary>What it was done to; null where there is nothing to name.</summary>
    public string? Subject { get; }

    /// <summary>Anything else, as exact bytes.</summary>
    public ReadOnlyMemory<byte> Details { get; }

    /// <summary>Whether a text may be an identifier or a code: 1 to <see cref="MostCharacters"/> visible ASCII characters.</summary>
    public static bool IsIdentifier(string text) => text.Length is > 0 and <= MostCharacters && text.All(c => c is > ' ' and <= '~');

    private static void ThrowIfNotIdentifier(string text, string parameter)
    {
        if (!IsIdentifier(text))
        {
            throw new ArgumentException($"An identifier has 1 to {MostCharacters} visible ASCII characters and no space.", parameter);
        }
    }
}
