using System.Security.Cryptography;
using System.Text;

namespace Entente.Node.Border.Manifests;

/// <summary>A folder in which messages arrive, and what the last look saw in it.</summary>
/// <param name="option">What the configuration says of it.</param>
/// <param name="folder">Its full path.</param>
internal sealed class Inbox(InboxOption option, string folder)
{
    private Dictionary<string, (long Length, DateTime Written)> _seen = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _deferred = new(StringComparer.Ordinal);

    /// <summary>What the configuration says of it.</summary>
    public InboxOption Option => option;

    /// <summary>The files that have not changed since the last look, the oldest first. A link is none.</summary>
    public IReadOnlyList<FileInfo> Whole(DateTimeOffset now)
    {
        Directory.CreateDirectory(folder);
        var files = new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LinkTarget is null).OrderBy(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).ToList();
        var seen = files.ToDictionary(f => f.Name, f => (f.Length, f.LastWriteTimeUtc), StringComparer.Ordinal);
        var whole = files.FindAll(f => _seen.TryGetValue(f.Name, out var before) && before == seen[f.Name] && !(_deferred.TryGetValue(f.Name, out var until) && now < until));
        foreach (var gone in _deferred.Where(d => d.Value <= now || !seen.ContainsKey(d.Key)).ToList())
        {
            _deferred.Remove(gone.Key);
        }

        _seen = seen;
        return whole;
    }

    /// <summary>A file is not looked at until then.</summary>
    public void Defer(FileInfo file, DateTimeOffset until) => _deferred[file.Name] = until;

    /// <summary>The full path of a folder in it that is the node's own; made where it is missing.</summary>
    /// <exception cref="IOException">A link stands in its place, through which the node would write elsewhere.</exception>
    public string Own(string name)
    {
        var own = Directory.CreateDirectory(Path.Combine(folder, name));
        return own.LinkTarget is null ? own.FullName : throw new IOException("A link stands in the place of a folder of the inbox; take it away.");
    }
}

/// <summary>Reads and writes files in a folder into which somebody else may write too.</summary>
internal static class InboxFile
{
    // A file name has 255 bytes at most, and the longest ending is added to it.
    private const int LongestName = 200;

    /// <summary>The name under which its answer lies; the hash of one that is too long to add to.</summary>
    public static string NameOf(FileInfo file) =>
        Encoding.UTF8.GetByteCount(file.Name) <= LongestName ? file.Name : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(file.Name)));

    /// <summary>Reads a file, no more than a limit even where it grows meanwhile.</summary>
    /// <exception cref="InvalidDataException">It is empty or too long.</exception>
    public static async Task<byte[]> ReadAsync(FileInfo file, int most, CancellationToken cancellationToken)
    {
        // Pipes and devices have no length, and whoever opens one waits for its writer.
        if (file.Length is 0)
        {
            throw new InvalidDataException("The file is empty; send the whole message.");
        }

        await using var stream = file.Open(FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var length = stream.Length;
        if (length > most)
        {
            throw new InvalidDataException($"The file has {length} bytes; allowed are {most}.");
        }

        var bytes = new byte[length];
        return bytes.AsSpan(0, await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellationToken)).ToArray();
    }

    /// <summary>Writes a file whole, in place of what has its name: a link there is replaced, never followed.</summary>
    public static void Write(string folder, string name, ReadOnlySpan<byte> bytes)
    {
        var made = Path.Combine(folder, $".{Guid.NewGuid():N}");
        using (var stream = new FileStream(made, FileMode.CreateNew, FileAccess.Write))
        {
            stream.Write(bytes);
        }

        File.Move(made, Path.Combine(folder, name), overwrite: true);
    }
}
