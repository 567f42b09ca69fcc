using System.Text;

namespace Entente.Cli.Tests;

/// <summary>One call of the command in this process: what it printed and what it answered.</summary>
internal sealed record Call(int ExitCode, string Output, string Error)
{
    public static Call Of(params string[] arguments) => With("", CancellationToken.None, arguments);

    public static Call With(string input, CancellationToken cancellationToken, params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new StringWriter();
        using var standardInput = new MemoryStream(Encoding.UTF8.GetBytes(input));
        var surroundings = new Surroundings
        {
            Input = standardInput,
            Output = output,
            Error = error,
            Time = new FixedTime(Sample.Night),
            Cores = 2,
        };
        var exitCode = CommandLine.Run(arguments, surroundings, cancellationToken);
        return new Call(exitCode, Encoding.UTF8.GetString(output.ToArray()), error.ToString());
    }
}

/// <summary>A clock that stands still for people and runs for stopwatches.</summary>
internal sealed class FixedTime(DateTimeOffset now) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => now;
}

/// <summary>A folder of its own that goes with the test.</summary>
internal sealed class TestFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("entente-test-").FullName;

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public string Write(string name, string content)
    {
        File.WriteAllText(this[name], content);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
