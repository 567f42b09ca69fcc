using System.Security.Cryptography;
using Entente.Ledger.Notes;
using Entente.Ledger.Signing;

namespace Entente.Node.Oversight;

/// <summary>The key that signs the log's checkpoints; made at the first start, readable by its owner alone.</summary>
internal static class LogKey
{
    /// <summary>Reads the key, or makes it.</summary>
    /// <exception cref="InvalidDataException">The file has not the length of a seed.</exception>
    public static NoteSigner ReadOrMake(string file, string logName)
    {
        if (!File.Exists(file))
        {
            Make(file);
        }

        var seed = File.ReadAllBytes(file);
        return seed.Length == Ed25519.SeedLength
            ? new NoteSigner(logName, new Ed25519PrivateKey(seed))
            : throw new InvalidDataException($"the log's key {file} has {seed.Length} bytes, {Ed25519.SeedLength} are wanted; put the right file back, or another log begins.");
    }

    private static void Make(string file)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? ".");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(RandomNumberGenerator.GetBytes(Ed25519.SeedLength));
        stream.Flush(flushToDisk: true);
    }
}
