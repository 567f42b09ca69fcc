using System.Text;
using Entente.Ledger.Checkpoints;
using Entente.Ledger.Entries;
using Entente.Ledger.Merkle;
using Entente.Ledger.Notes;
using Entente.Ledger.Tiles;

namespace Entente.Node.Oversight;

/// <summary>
/// The published log in a folder: tiles, bundles of commitments and the newest signed checkpoint (C2SP tlog-tiles). All of it follows from the
/// commitments in the database, so a folder that is lost is made again.
/// </summary>
internal sealed class LogFolder(string folder, NoteSigner signer)
{
    private const string CheckpointFile = "checkpoint";

    /// <summary>Writes down the key with which checkpoints are verified, to be handed to whoever keeps them.</summary>
    public void WriteKey() => Write("vkey", Encoding.UTF8.GetBytes(signer.Verifier + "\n"));

    /// <summary>How many entries the newest checkpoint attests; 0 where there is none.</summary>
    /// <exception cref="InvalidDataException">The checkpoint is not this key's.</exception>
    public long Size()
    {
        var file = Path.Combine(folder, CheckpointFile);
        return !File.Exists(file) ? 0
            : SignedCheckpoint.Open(File.ReadAllBytes(file), signer.Verifier) is OpenedCheckpoint.Trusted trusted ? trusted.Checkpoint.Size
            : throw new InvalidDataException($"{file} is not signed by this node's log key; put the right key back, or take the folder away to have it made again.");
    }

    /// <summary>The newest signed checkpoint; null where there is none.</summary>
    public byte[]? Checkpoint => Path.Combine(folder, CheckpointFile) is var file && File.Exists(file) ? File.ReadAllBytes(file) : null;

    /// <summary>Adds commitments behind the first <paramref name="size"/> and signs the log as it then is. The checkpoint comes last: what it attests is there.</summary>
    public byte[] Grow(long size, IReadOnlyList<Digest> commitments)
    {
        var grown = size + commitments.Count;
        foreach (var tile in TileGrowth.Grow(size, [.. commitments.Select(c => EntryCommitment.LeafOf(c))], Read))
        {
            Write(tile.Address.ToString(), tile.Bytes.Span);
        }

        foreach (var address in TileChanges.Entries(size, grown))
        {
            Write(address.ToString(), BundleOf(address, size, commitments));
        }

        var root = Frontier.From(grown, TileReader.Source(grown, Read)).Root();
        var note = SignedCheckpoint.Sign(new Checkpoint(signer.Verifier.Name, grown, root), signer).ToBytes();
        Write(CheckpointFile, note);
        return note;
    }

    /// <summary>A bundle of 256 commitments may begin with some that were published before.</summary>
    private byte[] BundleOf(TileAddress address, long size, IReadOnlyList<Digest> commitments)
    {
        var start = address.Index * TileAddress.FullWidth;
        var before = (int)Math.Max(0, Math.Min(size - start, address.Width));
        var entries = new List<ReadOnlyMemory<byte>>(address.Width);
        if (before > 0 && EntryBundle.TryDecode(Read(TileAddress.OfEntries(address.Index, before)), before, out var known, out _))
        {
            entries.AddRange(known);
        }

        while (entries.Count < address.Width)
        {
            entries.Add(commitments[(int)(start + entries.Count - size)].Bytes.ToArray());
        }

        return EntryBundle.Encode(entries);
    }

    private ReadOnlyMemory<byte> Read(TileAddress address) => File.ReadAllBytes(Path.Combine(folder, address.ToString()));

    /// <summary>A file is there whole or not at all.</summary>
    private void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var file = Path.Combine(folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? folder);
        var temporary = file + ".new";
        using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write))
        {
            stream.Write(bytes);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, file, overwrite: true);
    }
}
