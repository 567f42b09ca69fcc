using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;

namespace Entente.Ledger.Checkpoints;

/// <summary>
/// What a log was at one moment: whose it is, how long, and the root over all of it (C2SP tlog-checkpoint). Whoever holds one
/// elsewhere can later tell whether the log still begins with what it was then.
/// </summary>
public sealed class Checkpoint
{
    /// <summary>A checkpoint by its parts.</summary>
    /// <param name="origin">Identity of the log, such as "node.example/log": not empty, one line.</param>
    /// <param name="size">Number of entries, 0 or more.</param>
    /// <param name="root">Root over them.</param>
    /// <param name="extensions">Further lines, none of them empty. C2SP advises against any.</param>
    /// <exception cref="ArgumentException">A part breaks a rule; the message names it by its <see cref="CheckpointFault"/>.</exception>
    public Checkpoint(string origin, long size, Digest root, params IReadOnlyList<string> extensions)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        var fault = Check(origin, size, root, extensions);
        if (fault != CheckpointFault.None)
        {
            throw new ArgumentException($"This cannot be a checkpoint: {fault}.", NameOf(fault));
        }

        (Origin, Size, Root, Extensions) = (origin, size, root, [.. extensions]);
    }

    /// <summary>Identity of the log.</summary>
    public string Origin { get; }

    /// <summary>Number of entries.</summary>
    public long Size { get; }

    /// <summary>Root over them (RFC 6962 section 2.1).</summary>
    public Digest Root { get; }

    /// <summary>Further lines, mostly none; they are kept but mean nothing here.</summary>
    public IReadOnlyList<string> Extensions { get; }

    /// <summary>Reads the text of a note as a checkpoint.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out Checkpoint? checkpoint, out CheckpointFault fault)
    {
        checkpoint = null;
        if (!text.EndsWith('\n') || text[..^1].Split('\n') is not [var origin, var size, var encoded, .. var extensions])
        {
            fault = CheckpointFault.TooFewLines;
            return false;
        }

        fault = ReadSize(size, out var leaves);
        if (fault == CheckpointFault.None)
        {
            fault = !StrictBase64.TryDecode(encoded, out var bytes) || bytes.Length != Digest.Length
                ? CheckpointFault.BadRoot
                : Check(origin, leaves, new Digest(bytes), extensions);
            checkpoint = fault == CheckpointFault.None ? new(origin, leaves, new Digest(bytes), extensions) : null;
        }

        return checkpoint is not null;
    }

    /// <summary>The text of the note: origin, size, root and further lines, each with a newline.</summary>
    public override string ToString() =>
        string.Concat(((string[])[Origin, Size.ToString(CultureInfo.InvariantCulture), Root.ToBase64(), .. Extensions]).Select(line => line + "\n"));

    private static CheckpointFault ReadSize(string text, out long size)
    {
        size = 0;
        return text.Length == 0 || !text.All(char.IsAsciiDigit) || (text.Length > 1 && text[0] == '0') ? CheckpointFault.BadSize
            : !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) ? CheckpointFault.SizeTooLarge
            : CheckpointFault.None;
    }

    private static CheckpointFault Check(string origin, long size, in Digest root, IReadOnlyList<string> extensions) =>
        !IsLine(origin) ? CheckpointFault.BadOrigin
        : size == 0 && root != TreeHash.OfEmptyTree ? CheckpointFault.RootOfEmptyTree
        : !extensions.All(IsLine) ? CheckpointFault.BadExtension
        : CheckpointFault.None;

    private static string NameOf(CheckpointFault fault) =>
        fault switch { CheckpointFault.BadOrigin => "origin", CheckpointFault.RootOfEmptyTree => "root", _ => "extensions" };

    private static bool IsLine(string text) => text.Length > 0 && NoteText.IsLine(text);
}
