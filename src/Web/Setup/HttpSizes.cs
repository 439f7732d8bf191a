using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace PromoEngine.Web;

/// <summary>
/// How large a request may be. A body that is larger is answered 413 with a sentence; a header or an address that is larger never becomes a request, so
/// 431 and 414 come from the server itself, without a body. An endpoint that takes files says its own limit.
/// </summary>
internal static class HttpSizes
{
    private const int Body = 1024 * 1024;
    private const int Headers = 32 * 1024;
    private const int HeaderCount = 100;
    private const int Address = 8 * 1024;

    public static void Set(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestBodySize = Body;
        server.Limits.MaxRequestHeadersTotalSize = Headers;
        server.Limits.MaxRequestHeaderCount = HeaderCount;
        server.Limits.MaxRequestLineSize = Address;
    }
}
