using System.Text;
using Dapper;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.SignIn;

/// <summary>
/// A node without any account makes a link for its first administrator when it starts: in its log, and in a file that its owner alone can read. Each such start makes
/// a new one, which holds for a day; the one before opens nothing any more.
/// </summary>
internal sealed partial class FirstAdministrator(
    LedgerWriter ledger, Database database, DataFolder folder, PublicOrigin origin, AccountGround ground, IOptions<AccountOptions> options, ILogger<FirstAdministrator> logger) : IHostedLifecycleService
{
    /// <summary>Who makes it: the node itself.</summary>
    public const string Node = "node";

    private static readonly TimeSpan Holds = TimeSpan.FromHours(24);

    /// <summary>The file that holds the link.</summary>
    public string File => Path.Combine(folder.Keys, "first-administrator.txt");

    /// <summary>Once the server listens, so that the address of the link is known.</summary>
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Demo || !IsEmpty())
        {
            return;
        }

        if (ground.Value is not { } found)
        {
            NoPurpose();
            return;
        }

        var secret = await ledger.WriteAsync(
            work =>
            {
                work.Record(Act.Of(Node, ActionCode.LinkMade, found, null, new { kind = LinkKind.First }));
                return work.MakeLink(LinkKind.First, null, Node, Holds, Role.Administrator);
            },
            cancellationToken);
        var link = origin.To("/sign-up", secret);
        Write(link);
        LinkMade(link, File);
    }

    /// <summary>Deletes the file of a link that has been used.</summary>
    public void Forget() => System.IO.File.Delete(File);

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private bool IsEmpty()
    {
        using var connection = database.Open();
        return connection.ExecuteScalar<long>("SELECT count(*) FROM account") == 0;
    }

    private void Write(string link)
    {
        Directory.CreateDirectory(folder.Keys);
        Forget();
        var file = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            file.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using var stream = new FileStream(File, file);
        stream.Write(Encoding.UTF8.GetBytes(link + "\n"));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody has an account here. Whoever opens this link within 24 hours becomes the first administrator: {Link} (also in {File})")]
    private partial void LinkMade(string link, string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Nobody can have an account here: no purpose in Catalogue:Purposes allows \"run\"")]
    private partial void NoPurpose();
}
