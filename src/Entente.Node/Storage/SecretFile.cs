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

    /// <summary>Makes an empty file that nobody but its owner may read, in place of what was there; and its folder likewise, where that is missing.</summary>
    public static FileStream Create(string file)
    {
        if (File.Exists(file))
        {
            File.Delete(file);
        }

        return New(file);
    }

    private static FileStream New(string file)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        var folder = Path.GetDirectoryName(file) ?? ".";
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(file, options);
    }

    private static void Make(string file, int length)
    {
        using var stream = New(file);
        stream.Write(RandomNumberGenerator.GetBytes(length));
        stream.Flush(flushToDisk: true);
    }
}
