namespace Entente.Cli.Tests;

public sealed class SurroundingsTests
{
    [Theory]
    [InlineData("names", "Ada Fictive")]
    [InlineData("compare", "Ada Fictive", "Ada Fictiva")]
    public void Standard_output_that_is_closed_is_an_output_that_failed(params string[] arguments)
    {
        using var error = new StringWriter();

        var exitCode = CommandLine.Run(arguments, new Surroundings { Input = Stream.Null, Output = new ClosedStream(), Error = error }, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(ExitCode.OutputFailed);
        error.ToString().ShouldContain("standard output could not be written");
    }

    [Fact]
    public void Messages_that_nobody_can_read_do_not_end_the_run()
    {
        using var output = new MemoryStream();
        using var error = new StreamWriter(new UnheardStream(new ClosedStream())) { AutoFlush = true };

        CommandLine.Run(["list", "missing.csv"], new Surroundings { Input = Stream.Null, Output = output, Error = error }, TestContext.Current.CancellationToken)
            .ShouldBe(ExitCode.BadInput);
    }

    /// <summary>As the system answers to a descriptor that is closed.</summary>
    private sealed class ClosedStream : MemoryStream
    {
        public override void Write(byte[] buffer, int offset, int count) => throw new UnauthorizedAccessException("Access to the path is denied.");

        public override void Write(ReadOnlySpan<byte> buffer) => throw new UnauthorizedAccessException("Access to the path is denied.");
    }
}
