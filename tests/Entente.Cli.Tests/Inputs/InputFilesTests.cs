using System.Diagnostics;

namespace Entente.Cli.Tests.Inputs;

public sealed class InputFilesTests
{
    private const string List = "listing_id,name\nL-1,Ada Fictive\n";

    private const string Travellers = "traveller_id,name\nT1,Ada Fictive\n";

    [Theory]
    [InlineData("list", "LIST")]
    [InlineData("screen", "TRAVELLERS", "--list", "LIST")]
    [InlineData("screen", "TRAVELLERS", "--list", "LIST", "--cleared", "CLEARED")]
    [InlineData("compare", "--pairs", "PAIRS")]
    public async Task Every_input_may_be_a_pipe_which_can_be_opened_only_once(params string[] arguments)
    {
        using var folder = new TestFolder();
        var contents = new Dictionary<string, string>
        {
            ["LIST"] = List,
            ["TRAVELLERS"] = Travellers,
            ["CLEARED"] = "listing_id,name,document_number\nL-1,Ada Fictive,P12345\n",
            ["PAIRS"] = "pair_id,name_a,name_b\n1,Ada Fictive,Ada Fictiva\n",
        };
        var pipes = arguments.Where(contents.ContainsKey).ToDictionary(name => name, name => Pipe(folder, name));
        var writers = pipes.Select(pipe => Task.Run(() => File.WriteAllText(pipe.Value, contents[pipe.Key]), TestContext.Current.CancellationToken)).ToList();

        var call = await Task.Run(() => Call.Of([.. arguments.Select(argument => pipes.GetValueOrDefault(argument, argument))]), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        call.ExitCode.ShouldBe(ExitCode.Done, call.Error);
        await Task.WhenAll(writers);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_wait_for_a_pipe_that_nobody_opens()
    {
        using var folder = new TestFolder();
        using var cancellation = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var pipe = Pipe(folder, "list");

        var call = await Task.Run(() => Call.With("", cancellation.Token, "list", pipe), TestContext.Current.CancellationToken)
            .WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);

        call.ExitCode.ShouldBe(ExitCode.Interrupted);
        // Whoever still waits for the pipe is let go.
        await File.WriteAllTextAsync(pipe, "", TestContext.Current.CancellationToken);
    }

    [Theory]
    [InlineData("screen", "-", "--list", "LIST")]
    [InlineData("screen", "TRAVELLERS", "--list", "LIST", "--cleared", "-")]
    [InlineData("compare", "--pairs", "-")]
    [InlineData("mrz", "-")]
    public void An_input_that_breaks_off_is_an_input_that_cannot_be_read(params string[] arguments)
    {
        using var folder = new TestFolder();
        var (list, travellers) = (folder.Write("list.csv", List), folder.Write("travellers.csv", Travellers));
        using var error = new StringWriter();
        var surroundings = new Surroundings { Input = new BrokenStream(), Output = Stream.Null, Error = error };

        var exitCode = CommandLine.Run([.. arguments.Select(argument => argument switch { "LIST" => list, "TRAVELLERS" => travellers, _ => argument })], surroundings, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(ExitCode.BadInput, error.ToString());
        error.ToString().ShouldContain("broke off");
        error.ToString().ShouldNotContain("standard output");
    }

    [Theory]
    [InlineData("list")]
    [InlineData("screen", "-", "--list")]
    [InlineData("compare", "--pairs")]
    public void A_folder_and_a_missing_file_are_errors_that_name_it_once(params string[] arguments)
    {
        using var folder = new TestFolder();
        foreach (var path in (string[])[folder.Path, folder["missing"]])
        {
            var call = Call.Of([.. arguments, path]);

            call.ExitCode.ShouldBe(ExitCode.BadInput);
            call.Error.ShouldStartWith($"entente: {path} ");
        }
    }

    [Fact]
    public void A_list_that_breaks_off_is_named()
    {
        const string unreadable = "/proc/self/mem";
        Assert.SkipUnless(File.Exists(unreadable), "Only Linux has a file that can be opened and not read.");

        var call = Call.Of("list", unreadable);

        call.ExitCode.ShouldBe(ExitCode.BadInput);
        call.Error.ShouldStartWith("entente: mem: reading broke off");
    }

    [Fact]
    public void An_output_that_is_an_input_by_another_name_is_refused()
    {
        using var folder = new TestFolder();
        var (list, travellers) = (folder.Write("list.csv", List), folder.Write("travellers.csv", Travellers));
        File.CreateSymbolicLink(folder["link.csv"], travellers);
        Directory.CreateSymbolicLink(folder["here"], folder.Path);

        foreach (var output in (string[])[folder["link.csv"], Path.Combine(folder["here"], "travellers.csv")])
        {
            Call.Of("screen", travellers, "--list", list, "--out", output).ExitCode.ShouldBe(ExitCode.OutputFailed);
            File.ReadAllText(travellers).ShouldBe(Travellers);
        }
    }

    private static string Pipe(TestFolder folder, string name)
    {
        using var making = Process.Start("mkfifo", folder[name]);
        making.WaitForExit();
        return folder[name];
    }

    private sealed class BrokenStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("the link is down");

        public override int Read(Span<byte> buffer) => throw new IOException("the link is down");
    }
}
