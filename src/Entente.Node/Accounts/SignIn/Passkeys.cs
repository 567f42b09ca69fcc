using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Entente.Node.Oversight;
using Entente.Node.Storage;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Entente.Node.Configuration;

namespace Entente.Node.Accounts.SignIn;

/// <summary>Asks browsers for passkeys and checks what they answer, through ASP.NET Core Identity (WebAuthn level 3).</summary>
internal sealed class Passkeys(IPasskeyHandler<AccountUser> handler, Ceremonies ceremonies, KeyStore keys)
{
    /// <summary>Longest label, in characters.</summary>
    private const int LongestLabel = 40;

    /// <summary>Offers to make a passkey: the options for the browser.</summary>
    public async Task<JsonElement> OfferAsync(HttpContext context, string account, string name, Func<string, Ceremony> begin)
    {
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = account, Name = name, DisplayName = name }, context);
        ceremonies.Begin(context, begin(made.AttestationState ?? throw new InvalidOperationException("The offer has no challenge.")));
        return JsonElement.Parse(made.CreationOptionsJson);
    }

    /// <summary>Asks for a passkey of anybody: the options for the browser.</summary>
    public async Task<JsonElement> AskAsync(HttpContext context, string kind)
    {
        var made = await handler.MakeRequestOptionsAsync(null, context);
        ceremonies.Begin(context, new Ceremony(kind, made.AssertionState ?? throw new InvalidOperationException("The question has no challenge.")));
        return JsonElement.Parse(made.RequestOptionsJson);
    }

    /// <summary>Checks a passkey that was made for an offer; null where it does not hold.</summary>
    public async Task<UserPasskeyInfo?> AttestAsync(HttpContext context, Ceremony ceremony, JsonElement credential)
    {
        var result = await handler.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = context, CredentialJson = credential.GetRawText(), AttestationState = ceremony.State });
        return result.Succeeded ? result.Passkey : null;
    }

    /// <summary>Checks the answer to a question; null where it does not hold.</summary>
    public async Task<(AccountUser User, UserPasskeyInfo Passkey)?> AssertAsync(HttpContext context, Ceremony ceremony, JsonElement credential)
    {
        var result = await handler.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = context, CredentialJson = credential.GetRawText(), AssertionState = ceremony.State });
        return result is { Succeeded: true, User: { } user, Passkey: { } passkey } ? (user, passkey) : null;
    }

    /// <summary>Stores a passkey within a work.</summary>
    public void Add(Work work, AccountRow account, UserPasskeyInfo passkey, string? label)
    {
        var credential = Base64Url.EncodeToString(passkey.CredentialId);
        work.Execute(
            """
            INSERT INTO account_passkey (credential, account_id, public_key, label, made, sign_count, transports, backup_eligible, backed_up)
            VALUES (@credential, @Id, @PublicKey, @sealedLabel, @Now, @signCount, @transports, @eligible, @backedUp)
            """,
            new
            {
                credential, account.Id, passkey.PublicKey, work.Now,
                sealedLabel = keys.Seal(account.KeyId, PlaceOfLabel(credential), Encoding.UTF8.GetBytes(LabelOf(label))),
                signCount = (long)passkey.SignCount,
                transports = string.Join(' ', passkey.Transports ?? []),
                eligible = passkey.IsBackupEligible ? 1L : 0L,
                backedUp = passkey.IsBackedUp ? 1L : 0L,
            });
    }

    /// <summary>Keeps what an authenticator counted, within a work.</summary>
    public static void Used(Work work, UserPasskeyInfo passkey) => work.Execute(
        "UPDATE account_passkey SET sign_count = @signCount, backed_up = @backedUp, used = @Now WHERE credential = @credential",
        new { signCount = (long)passkey.SignCount, backedUp = passkey.IsBackedUp ? 1L : 0L, work.Now, credential = Base64Url.EncodeToString(passkey.CredentialId) });

    /// <summary>The label of a stored passkey.</summary>
    public string OpenLabel(string keyId, string credential, byte[] label) => keys.Open(keyId, PlaceOfLabel(credential), label) is { } plain ? Encoding.UTF8.GetString(plain) : "";

    /// <summary>What is answered when a passkey does not hold.</summary>
    public static ProblemHttpResult Refused => Problems.Of(StatusCodes.Status400BadRequest, "The passkey was not accepted", "It is not known here, was made for another address, or the answer came too late; begin again.");

    private static string PlaceOfLabel(string credential) => $"account_passkey.label/{credential}";

    private static string LabelOf(string? label) => label?.Trim() is { Length: > 0 } text ? new string([.. text.Where(c => !char.IsControl(c)).Take(LongestLabel)]) : "";
}
