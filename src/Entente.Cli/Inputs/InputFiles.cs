using Entente.Formats.Reading;

namespace Entente.Cli.Inputs;

/// <summary>Turns the paths of a call into inputs that readers can open, with errors that say what to do.</summary>
internal static class InputFiles
{
    /// <summary>The path that means standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>
    /// The input at a path, or standard input. It is checked now and opened when a reader wants it. A pipe, which can be opened
    /// only once, is not checked beyond its being there.
    /// </summary>
    /// <exception cref="UnreadableInputException">There is no such file, or it may not be read.</exception>
    public static InputFile At(string path, Surroundings surroundings, Action<long>? bytesRead = null, CancellationToken cancellationToken = default)
    {
        if (path == StandardInput)
        {
            return new InputFile(StandardInput, () => new WatchedStream(surroundings.Input, bytesRead, interruptible: true, cancellationToken));
        }

        if (Length(path) is not null)
        {
            Open(path).Dispose();
            return new InputFile(Path.GetFileName(path), () => new WatchedStream(Open(path), bytesRead, interruptible: false, cancellationToken));
        }

        CheckIsThere(path);
        // Another thread waits for whoever writes to the pipe, and is left behind when the user gives up.
        return new InputFile(Path.GetFileName(path), () => new WatchedStream(
            Task.Run(() => Open(path), CancellationToken.None).WaitAsync(cancellationToken).GetAwaiter().GetResult(), bytesRead, interruptible: true, cancellationToken));
    }

    /// <summary>Opens an input; where it cannot be read, the message says which one.</summary>
    public static T Named<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (UnreadableInputException exception)
        {
            throw new UnreadableInputException($"{(path == StandardInput ? "standard input" : Path.GetFileName(path))}: {exception.Message}", exception);
        }
    }

    /// <summary>Says before any work that an output would replace one of the inputs.</summary>
    /// <exception cref="OutputFailedException">It would.</exception>
    public static void RefuseOverwriting(IEnumerable<string> inputs, string? output)
    {
        if (output is not null && inputs.Any(path => WithoutLinks(path) == WithoutLinks(output)))
        {
            throw new OutputFailedException($"{output} is one of the inputs and would be overwritten; give --out another path.");
        }
    }

    /// <summary>Length in bytes; null where it cannot be told beforehand, as of a pipe, or is none.</summary>
    public static long? Length(string path)
    {
        var file = new FileInfo(path);
        return path != StandardInput && file.Exists && file.Length > 0 ? file.Length : null;
    }

    private static void CheckIsThere(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UnreadableInputException($"{path} is a folder; give a file in it.");
        }

        if (!File.Exists(path))
        {
            throw new UnreadableInputException($"{path} does not exist; check the path.");
        }
    }

    /// <summary>The path with every symbolic link in it followed, as far as it exists.</summary>
    private static string WithoutLinks(string path)
    {
        var full = Path.GetFullPath(path);
        if (Path.GetDirectoryName(full) is not { } folder)
        {
            return full;
        }

        var here = Path.Combine(WithoutLinks(folder), Path.GetFileName(full));
        return Path.Exists(here) && File.ResolveLinkTarget(here, returnFinalTarget: true) is { } target ? target.FullName : here;
    }

    private static FileStream Open(string path)
    {
        CheckIsThere(path);
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, bufferSize: 1 << 16, FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UnreadableInputException($"{path} does not exist; check the path.", exception);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new UnreadableInputException($"{path} may not be read by this user; change its permissions or the user.", exception);
        }
        catch (Exception exception) when (exception is IOException or ArgumentException)
        {
            throw new UnreadableInputException($"{path} cannot be opened ({exception.Message}); check the path.", exception);
        }
    }
}
