using System.Diagnostics;

namespace Entente.Node.Tests.Storage;

/// <summary>A disk of a few megabytes, in memory; only the superuser can have one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string folder) => Folder = folder;

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    /// <summary>Mounts one, or skips the test.</summary>
    public static SmallDisk MountOrSkip(int megabytes)
    {
        var folder = Directory.CreateTempSubdirectory("entente-disk-").FullName;
        if (Environment.UserName != "root" || Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder) != 0)
        {
            Directory.Delete(folder);
            Assert.Skip("A small disk can be mounted by the superuser alone.");
        }

        return new SmallDisk(folder);
    }

    /// <summary>Fills it to the last byte and gives the file that does.</summary>
    public string Fill()
    {
        var file = Path.Combine(Folder, "filler");
        using var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        foreach (var length in (int[])[1 << 16, 1 << 12, 1])
        {
            try
            {
                while (true)
                {
                    stream.Write(new byte[length]);
                }
            }
            catch (IOException)
            {
                // Not so much fits any more.
            }
        }

        return file;
    }

    /// <summary>Makes it read-only.</summary>
    public void Protect() => Run("mount", "-o", "remount,ro", Folder).ShouldBe(0);

    public void Dispose()
    {
        Run("umount", "-l", Folder);
        Directory.Delete(Folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false }) ?? throw new InvalidOperationException($"{program} could not be started.");
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
