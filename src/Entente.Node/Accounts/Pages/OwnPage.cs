using System.Security.Claims;
using Dapper;
using Entente.Node.Accounts.Own;
using Entente.Node.Accounts.SignIn;
using Entente.Node.Storage;

namespace Entente.Node.Accounts.Pages;

/// <summary>GET /account: the holder's notices, passkeys and sessions.</summary>
internal static class OwnPage
{
    public static void Map(WebApplication node) => node.MapGet("/account", Handle).RequiresSignedIn().ExcludeFromDescription();

    private static IResult Handle(HttpContext context, Caller caller, ClaimsPrincipal user, Database database, Passkeys passkeys, TimeProvider time)
    {
        var texts = Texts.English;
        using var connection = database.Open();
        var keys = connection.Query<PasskeyRow>(
            "SELECT p.credential, p.label, p.made, p.used, a.key_id FROM account_passkey p JOIN account a ON a.id = p.account_id WHERE p.account_id = @Account ORDER BY p.made", new { caller.Account }).AsList();
        var codes = connection.ExecuteScalar<long>("SELECT count(*) FROM account_recovery_code WHERE account_id = @Account", new { caller.Account });
        var roles = caller.Roles.Count == 0 ? texts.NoRoles : string.Join(", ", caller.Roles.Select(r => texts.Roles.GetValueOrDefault(r, r)));
        return Page.Of(context, texts, texts.Account, Markup.Of(
            $"""
            <header>
            <div><h1>{caller.Name}</h1><p class="quiet">{roles}</p></div>
            <button data-post="/account/sign-out" data-then="/sign-in">{texts.SignOut}</button>
            </header>
            {Notices(texts, Own.Notices.Of(database, caller.Account))}
            {AccountPages.CodesPanel(texts)}
            <section>
            <h2>{texts.Passkeys}</h2>
            <ul class="rows">{keys.Select(k => Passkey(texts, k, passkeys, mayRemove: keys.Count > 1))}</ul>
            <details><summary>{texts.AddPasskey}</summary>{AccountPages.PasskeyForm(texts, texts.AddPasskey)}</details>
            <p class="line"><span>{texts.CodesLeft} {codes}</span> <button data-codes="/account/recovery-codes">{texts.NewCodes}</button></p>
            </section>
            <section>
            <h2>{texts.Sessions}</h2>
            <ul class="rows">{OwnSessions.Of(database, caller.Account, OwnSessions.IdOf(user), time.GetUtcNow()).Select(s => Session(texts, s))}</ul>
            <button data-post="/account/sign-out-everywhere" data-then="/sign-in">{texts.SignOutEverywhere}</button>
            </section>
            """), "account");
    }

    private static Markup Notices(Texts texts, IReadOnlyList<Notice> notices) => Markup.Of(
        $"""
        <section>
        <h2>{texts.Notices}</h2>
        {(notices.Count == 0 ? Markup.Of($"""<p class="quiet">{texts.NoNotices}</p>""") : Markup.Of($"""<ul class="rows">{notices.Select(n => Notice(texts, n))}</ul>"""))}
        {(notices.Any(n => !n.Read) ? Markup.Of($"""<p class="line"><span class="quiet">{texts.NoticesHelp}</span> <button data-post="/account/notices/read">{texts.HaveRead}</button></p>""") : Markup.None)}
        </section>
        """);

    private static Markup Notice(Texts texts, Notice notice)
    {
        var role = notice.Role is { } r ? texts.Roles.GetValueOrDefault(r, r) : "";
        var text = string.Format(texts.NoticesByCode.GetValueOrDefault(notice.Code, notice.Code), role);
        return Markup.Of($"""<li><span>{text}{(notice.Read ? Markup.None : Markup.Of($""" <em class="new">{texts.New}</em>"""))}<small>{Time(notice.Time)}</small></span></li>""");
    }

    private static Markup Passkey(Texts texts, PasskeyRow key, Passkeys passkeys, bool mayRemove)
    {
        var label = passkeys.OpenLabel(key.KeyId, key.Credential, key.Label) is { Length: > 0 } text ? text : texts.Unnamed;
        var used = key.Used is { } last ? Markup.Of($", {texts.LastUsed} {Time(last)}") : Markup.None;
        var remove = mayRemove ? Markup.Of($"""<button data-post="/account/passkeys/{key.Credential}/remove" aria-label="{texts.Remove} {label}">{texts.Remove}</button>""") : Markup.None;
        return Markup.Of($"""<li><span>{label}<small>{texts.Made} {Time(key.Made)}{used}</small></span>{remove}</li>""");
    }

    private static Markup Session(Texts texts, OwnSession session)
    {
        var end = session.Here ? Markup.Of($"""<em class="here">{texts.Here}</em>""") : Markup.Of($"""<button data-post="/account/sessions/{session.Id}/end">{texts.End}</button>""");
        return Markup.Of($"""<li><span>{texts.Manners.GetValueOrDefault(session.Manner, session.Manner)}<small>{texts.Since} {Time(session.Began)}</small></span>{end}</li>""");
    }

    private static Markup Time(DateTimeOffset time) => Markup.Of($"""<time datetime="{time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ")}">{time.UtcDateTime.ToString("yyyy-MM-dd HH:mm")} UTC</time>""");

    private sealed class PasskeyRow
    {
        public string Credential { get; init; } = "";

        public byte[] Label { get; init; } = [];

        public DateTimeOffset Made { get; init; }

        public DateTimeOffset? Used { get; init; }

        public string KeyId { get; init; } = "";
    }
}
