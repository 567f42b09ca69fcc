using System.Security.Cryptography;

namespace Entente.Node.Storage;

/// <summary>A file of random bytes that nobody but its owner may read; made where it is missing.</summary>
internal static class SecretFile
{
    /// <summary>Reads the file, or makes it.</summary>
    /// <param name="file">Its path.</param>
    /// <param name="length">Bytes.</param>
    /// <exception cref="InvalidDataException">The file has another length.</exception>
    public static byte[] ReadOrMake(string file, int length)
    {
        if (!File.Exists(file))
        {
            Make(file, length);
        }

        var secret = File.ReadAllBytes(file);
        return secret.Length == length
            ? secret
            : throw new InvalidDataException($"the key file {file} has {secret.Length} bytes, {length} are wanted; put the right file back.");
    }

    private static void Make(string file, int length)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(file) ?? ".");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(file, options);
        stream.Write(RandomNumberGenerator.GetBytes(length));
        stream.Flush(flushToDisk: true);
    }
}
