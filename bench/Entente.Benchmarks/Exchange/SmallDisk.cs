using System.Diagnostics;

namespace Entente.Benchmarks.Exchange;

/// <summary>A file system in memory, of half a gigabyte, in the place of a folder, so that a disk can be full without the machine's being so.</summary>
internal static class SmallDisk
{
    /// <summary>Writes into a file until not a byte more fits on its disk.</summary>
    public static async Task FillAsync(string ballast)
    {
        await using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, 1);
        var part = new byte[1 << 20];
        for (var length = part.Length; length >= 256;)
        {
            try
            {
                await file.WriteAsync(part.AsMemory(0, length));
            }
            catch (IOException)
            {
                // Full for that much.
                length /= 2;
            }
        }
    }

    /// <summary>Puts a folder, with what is in it, on a disk of its own; false where this user may not, and it stays where it was.</summary>
    public static async Task<bool> MountAsync(string folder)
    {
        var copy = folder + ".copy";
        Directory.Move(folder, copy);
        Directory.CreateDirectory(folder);
        var isMounted = await ShellAsync("mount", "-t", "tmpfs", "-o", "size=512m", "tmpfs", folder) == 0;
        await ShellAsync("cp", "-a", copy + "/.", folder);
        Directory.Delete(copy, recursive: true);
        return isMounted;
    }

    /// <summary>Puts it back.</summary>
    public static async Task UnmountAsync(string folder)
    {
        var copy = folder + ".copy";
        await ShellAsync("cp", "-a", folder, copy);
        await ShellAsync("umount", folder);
        await ShellAsync("cp", "-a", copy + "/.", folder);
        Directory.Delete(copy, recursive: true);
    }

    private static async Task<int> ShellAsync(string program, params string[] words)
    {
        using var process = Process.Start(program, words);
        await process.WaitForExitAsync();
        return process.ExitCode;
    }
}
