using Entente.Ledger.Notes;

namespace Entente.Ledger.Checkpoints;

/// <summary>What became of opening a signed checkpoint; one of the cases below and nothing else.</summary>
public abstract record OpenedCheckpoint
{
    private OpenedCheckpoint()
    {
    }

    /// <summary>It is of the log that was expected, and signed by it.</summary>
    /// <param name="Checkpoint">What it says.</param>
    /// <param name="Note">The note it came in, with the signatures of others.</param>
    public sealed record Trusted(Checkpoint Checkpoint, SignedNote Note) : OpenedCheckpoint;

    /// <summary>The bytes are not a signed note.</summary>
    public sealed record NotANote(NoteFault Fault) : OpenedCheckpoint;

    /// <summary>The log did not sign it.</summary>
    public sealed record NotSigned : OpenedCheckpoint;

    /// <summary>It claims to be signed by the log and is not: forged or damaged.</summary>
    public sealed record FalseSignature : OpenedCheckpoint;

    /// <summary>The log signed something that is not a checkpoint.</summary>
    public sealed record NotACheckpoint(CheckpointFault Fault) : OpenedCheckpoint;

    /// <summary>The key signed for another log than its own.</summary>
    public sealed record OtherOrigin(string Origin) : OpenedCheckpoint;
}

/// <summary>Signs checkpoints and opens those of others.</summary>
public static class SignedCheckpoint
{
    /// <summary>
    /// Signs a checkpoint. The caller MUST NOT sign one that does not continue all that it signed before (C2SP tlog-checkpoint, "Signatures").
    /// </summary>
    /// <exception cref="ArgumentException">The key has another name than the log.</exception>
    public static SignedNote Sign(Checkpoint checkpoint, NoteSigner signer)
    {
        if (signer.Verifier.Name != checkpoint.Origin)
        {
            throw new ArgumentException($"A log signs under its own name: {checkpoint.Origin}, not {signer.Verifier.Name}.", nameof(signer));
        }

        return SignedNote.Sign(checkpoint.ToString(), signer);
    }

    /// <summary>Opens a checkpoint that claims to be of a log. Signature first: what nobody trusted has signed is not read any further.</summary>
    public static OpenedCheckpoint Open(ReadOnlySpan<byte> bytes, VerifierKey log) =>
        SignedNote.TryParse(bytes, out var note, out var fault) ? Open(note, log) : new OpenedCheckpoint.NotANote(fault);

    private static OpenedCheckpoint Open(SignedNote note, VerifierKey log) => note.Verify(log) switch
    {
        NoteVerdict.NotSigned => new OpenedCheckpoint.NotSigned(),
        NoteVerdict.FalseSignature => new OpenedCheckpoint.FalseSignature(),
        _ => !Checkpoint.TryParse(note.Text, out var checkpoint, out var fault) ? new OpenedCheckpoint.NotACheckpoint(fault)
            : checkpoint.Origin != log.Name ? new OpenedCheckpoint.OtherOrigin(checkpoint.Origin)
            : new OpenedCheckpoint.Trusted(checkpoint, note),
    };
}
