namespace Entente.Ledger.Notes;

/// <summary>Why bytes are not a signed note. Each is the breach of one rule of C2SP signed-note, "Format".</summary>
public enum NoteFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>Longer than <see cref="SignedNote.MostBytes"/>.</summary>
    TooLong,

    /// <summary>Not valid UTF-8.</summary>
    NotUtf8,

    /// <summary>A control character below U+0020 other than newline.</summary>
    ControlCharacter,

    /// <summary>No empty line divides text and signatures.</summary>
    NoEmptyLine,

    /// <summary>Nothing follows the empty line.</summary>
    NoSignatures,

    /// <summary>The last line has no newline: something is missing.</summary>
    CutOff,

    /// <summary>More signatures than <see cref="SignedNote.MostSignatures"/>.</summary>
    TooManySignatures,

    /// <summary>A line below the empty one does not begin with em dash and space, or has no space after the name.</summary>
    NotASignatureLine,

    /// <summary>The name of a key is empty or has a space or a plus in it.</summary>
    BadKeyName,

    /// <summary>A signature is not base64 as RFC 4648 section 4 writes it.</summary>
    BadBase64,

    /// <summary>A signature has no byte after the four of its key id.</summary>
    SignatureTooShort,
}
