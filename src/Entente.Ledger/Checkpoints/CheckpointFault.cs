namespace Entente.Ledger.Checkpoints;

/// <summary>Why the text of a note is not a checkpoint. Each is the breach of one rule of C2SP tlog-checkpoint, "Note text".</summary>
public enum CheckpointFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Fewer than three lines, or the last has no newline.</summary>
    TooFewLines,

    /// <summary>The first line, the origin, is empty or has characters in it that a note may not have.</summary>
    BadOrigin,

    /// <summary>The second line is not a decimal number without sign and leading zeroes.</summary>
    BadSize,

    /// <summary>The size is larger than 2^63 - 1, which no log can have.</summary>
    SizeTooLarge,

    /// <summary>The third line is not the base64 of 32 bytes.</summary>
    BadRoot,

    /// <summary>The tree is empty but the root is not that of the empty tree (RFC 6962 section 2.1).</summary>
    RootOfEmptyTree,

    /// <summary>A line after the third is empty or has characters in it that a note may not have.</summary>
    BadExtension,
}
