using Entente.Node.Accounts.SignIn;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.Extensions.Options;

namespace Entente.Node.Accounts.Administration;

/// <summary>Makes fictional accounts for a demonstration, and for each a link that signs in once, without a passkey. Only where Accounts:Demo says so, which is refused where others reach the node.</summary>
internal sealed class DemoLinks(IOptions<AccountOptions> options, LedgerWriter ledger, KeyStore keys, AccountGround ground, PublicOrigin origin)
{
    private static readonly TimeSpan Holds = TimeSpan.FromHours(12);

    /// <summary>Who is in the demonstration. Two persons for whatever takes two.</summary>
    private static readonly (string Id, string Name, string Role)[] People =
    [
        ("demo-officer", "Olive Ferris", Role.Officer),
        ("demo-supervisor", "Samir Oukaci", Role.Supervisor),
        ("demo-analyst", "Ana Lisboa", Role.Analyst),
        ("demo-analyst-2", "Anselm Koroma", Role.Analyst),
        ("demo-liaison", "Lena Okafor", Role.Liaison),
        ("demo-programme", "Pavel Duarte", Role.Programme),
        ("demo-hazard", "Hana Solberg", Role.Hazard),
        ("demo-inspector", "Ines Petrov", Role.Inspector),
        ("demo-administrator", "Adam Strand", Role.Administrator),
        ("demo-administrator-2", "Adele Mbaye", Role.Administrator),
    ];

    /// <summary>New links for all of them; earlier ones open nothing any more.</summary>
    /// <exception cref="InvalidOperationException">Accounts:Demo is false, or the catalogue allows no accounts.</exception>
    public async Task<IReadOnlyList<DemoLink>> MakeAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Demo || ground.Value is not { } found)
        {
            throw new InvalidOperationException("Demo links are made only where Accounts:Demo is true and a purpose of the catalogue allows \"run\".");
        }

        var newKeys = People.Select(_ => keys.Make()).ToList();
        return await ledger.WriteAsync(
            work => People.Select((person, i) =>
            {
                var subject = Caller.UserPrefix + person.Id;
                if (work.FindAccount(person.Id) is null)
                {
                    work.AddAccount(person.Id, newKeys[i], AccountName.Seal(keys, newKeys[i], person.Id, person.Name), found);
                    work.Grant(person.Id, person.Role, FirstAdministrator.Node, FirstAdministrator.Node);
                    work.Record(Act.Of(FirstAdministrator.Node, ActionCode.RoleGranted, found, subject, new { person.Role, Demo = true }));
                }

                work.Record(Act.Of(FirstAdministrator.Node, ActionCode.LinkMade, found, subject, new { kind = LinkKind.Demo }));
                return new DemoLink(person.Id["demo-".Length..], person.Name, person.Role, origin.To("/sign-in", work.MakeLink(LinkKind.Demo, person.Id, FirstAdministrator.Node, Holds)));
            }).ToList(),
            cancellationToken);
    }
}

/// <summary>A link of the demonstration.</summary>
/// <param name="Key">The role, and a number for the second of a role: analyst-2.</param>
/// <param name="Name">Whom it signs in.</param>
/// <param name="Role">In which role.</param>
/// <param name="Link">The address to open, once.</param>
internal sealed record DemoLink(string Key, string Name, string Role, string Link);
