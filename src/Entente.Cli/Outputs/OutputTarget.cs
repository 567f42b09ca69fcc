namespace Entente.Cli.Outputs;

/// <summary>
/// The file or stream that takes the output. A file is opened before the work begins, so that a path that cannot be written
/// is known at once, and keeps its former content until the first write.
/// </summary>
internal sealed class OutputTarget : IDisposable
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly string? _createdPath;
    private bool _begun;

    private OutputTarget(Stream stream, string name, string? createdPath) => (_stream, _name, _createdPath) = (stream, name, createdPath);

    /// <summary>Standard output; it stays open.</summary>
    public static OutputTarget StandardOutput(Surroundings surroundings) =>
        new(new BufferedStream(new LentStream(surroundings.Output), 1 << 16), "standard output", null);

    /// <summary>A file; it is made where it does not exist.</summary>
    /// <exception cref="OutputFailedException">The file cannot be written.</exception>
    public static OutputTarget File(string path)
    {
        try
        {
            var isNew = !System.IO.File.Exists(path);
            var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1 << 16);
            return new OutputTarget(stream, path, isNew ? path : null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new OutputFailedException($"{path} cannot be written ({exception.Message}); give --out a path in a folder that exists and that you may write to.", exception);
        }
    }

    /// <summary>Writes bytes; the first ones replace what the file held.</summary>
    /// <exception cref="OutputFailedException">The place is full, gone, or closed by its reader.</exception>
    public void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            Begin();
            _stream.Write(bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    /// <summary>Brings everything to its place. After this the output is whole.</summary>
    public void Complete()
    {
        try
        {
            Begin();
            _stream.Flush();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failed(exception);
        }
    }

    public void Dispose()
    {
        try
        {
            _stream.Dispose();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Complete has already said so, or an earlier error is on its way.
        }

        if (!_begun && _createdPath is not null)
        {
            System.IO.File.Delete(_createdPath);
        }
    }

    private void Begin()
    {
        // A device has no length and takes none.
        if (!_begun && _stream is FileStream { CanSeek: true, Length: > 0 })
        {
            _stream.SetLength(0);
        }

        _begun = true;
    }

    private OutputFailedException Failed(Exception exception) =>
        new($"{_name} could not be written to its end ({exception.Message}); what it holds is incomplete. Make room or give another --out and run again.", exception);
}
