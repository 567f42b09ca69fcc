using System.Diagnostics;

namespace Entente.Node.Tests.Storage;

/// <summary>A PostgreSQL server of one test's own, which it may take away from under a node.</summary>
internal sealed class OwnServer : IDisposable
{
    private const string Script = """
        . "$0"
        start_postgres >/dev/null 2>&1 || exit 1
        trap stop_postgres EXIT
        echo "$ENTENTE_TEST_POSTGRES"
        while read -r command; do "$command"; echo done; done
        """;

    private readonly Process _shell;

    private OwnServer(Process shell, string connection) => (_shell, Connection) = (shell, connection);

    /// <summary>The connection string of its one database.</summary>
    public string Connection { get; }

    /// <summary>Starts one.</summary>
    public static async Task<OwnServer> StartAsync()
    {
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in (string[])["-c", Script, Path.Combine(Root(), "tests", "throwaway-postgres.sh")])
        {
            start.ArgumentList.Add(argument);
        }

        var shell = Process.Start(start) ?? throw new InvalidOperationException("The shell could not be started.");
        var connection = await shell.StandardOutput.ReadLineAsync();
        return new OwnServer(shell, connection ?? throw new InvalidOperationException("The server did not start."));
    }

    /// <summary>Ends the server as a crash would.</summary>
    public Task TakeAwayAsync() => DoAsync("pause_postgres");

    /// <summary>Starts it again.</summary>
    public Task GiveBackAsync() => DoAsync("resume_postgres");

    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private static string Root()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Entente.slnx")))
        {
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The tests do not lie in the repository.");
        }

        return folder;
    }

    private async Task DoAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync(command);
        await _shell.StandardInput.FlushAsync();
        (await _shell.StandardOutput.ReadLineAsync()).ShouldBe("done");
    }
}
