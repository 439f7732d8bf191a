using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace PromoEngine.Web.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Start : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "audit_rows",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    seq = table.Column<long>(type: "bigint", nullable: true),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    actor = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    on_behalf_of = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    action = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entity = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entity_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    before = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    after = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    personal_before = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    personal_after = table.Column<byte[]>(type: "varbinary(max)", nullable: true),
                    ip = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    request_id = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    prev_hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    hash = table.Column<byte[]>(type: "varbinary(32)", maxLength: 32, nullable: true),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_audit_rows", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "demo_mails",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    to = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: false, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false, collation: "Latin1_General_100_BIN2"),
                    text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_demo_mails", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "erasures",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    actor = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    after_restore = table.Column<bool>(type: "bit", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_erasures", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "extraction_drafts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    intent = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    confidence = table.Column<double>(type: "float", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "date", nullable: true),
                    budget = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    ship_to = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    pinned = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    evidence = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    questions = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    after = table.Column<long>(type: "bigint", nullable: false),
                    read_position = table.Column<long>(type: "bigint", nullable: false),
                    read_message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    quote_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    quote_number = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    dismissed_because = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    updated_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extraction_drafts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "idempotency_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    request_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    status = table.Column<int>(type: "int", nullable: false),
                    body = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_idempotency_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_attachments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    ordinal = table.Column<int>(type: "int", nullable: false, defaultValue: 0),
                    url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    content_id = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    is_inline = table.Column<bool>(type: "bit", nullable: false, defaultValue: false),
                    state = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, defaultValue: "Failed"),
                    problem = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    size = table.Column<long>(type: "bigint", nullable: true),
                    width = table.Column<int>(type: "int", nullable: true),
                    height = table.Column<int>(type: "int", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_attachments", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_channels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    provider = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    settings = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    rejected = table.Column<long>(type: "bigint", nullable: false),
                    rejected_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    answers_nearby = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_channels", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_contacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    opted_out_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    erased_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_contacts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_inbound_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    channel_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    event_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    headers = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    body = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    received_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    state = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    processed_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    passed_over = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    body_purged = table.Column<bool>(type: "bit", nullable: false, defaultValue: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_inbound_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_originals",
                columns: table => new
                {
                    message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    html = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    from = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: false, collation: "Latin1_General_100_BIN2"),
                    to = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    cc = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    others = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    answer_to = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    forwarded_from = table.Column<string>(type: "nvarchar(400)", maxLength: 400, nullable: true, collation: "Latin1_General_100_BIN2"),
                    limit = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_originals", x => x.message_id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_reactions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    person = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    emoji = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_reactions", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_thread_ids",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    channel_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    key = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    full = table.Column<string>(type: "nvarchar(998)", maxLength: 998, nullable: true, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_thread_ids", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "inbox_uploads",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    content_type = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    sha256 = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    size = table.Column<long>(type: "bigint", nullable: false),
                    width = table.Column<int>(type: "int", nullable: true),
                    height = table.Column<int>(type: "int", nullable: true),
                    author = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_uploads", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "jobs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    payload = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ordering_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    unique_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    state = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    ready = table.Column<bool>(type: "bit", nullable: false),
                    due_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    due_limit = table.Column<DateTime>(type: "datetime2", nullable: false),
                    revision = table.Column<int>(type: "int", nullable: false),
                    attempts = table.Column<int>(type: "int", nullable: false),
                    lease_owner = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    lease_until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    error = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_jobs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "live_events",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    seq = table.Column<long>(type: "bigint", nullable: true),
                    topic = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    entity_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_live_events", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "number_sequences",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    format = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    next = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_number_sequences", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_customers",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    phone = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    email = table.Column<string>(type: "nvarchar(320)", maxLength: 320, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_customers", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_products",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sku = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    category = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    aliases = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    attributes = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    defaults = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    units = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    image_key = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    status = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    search_text = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_products", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "orders_warehouses",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    priority = table.Column<int>(type: "int", nullable: false),
                    is_default = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_warehouses", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "protection_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    xml = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_protection_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_rules",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    days = table.Column<int>(type: "int", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_rules", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "retention_runs",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    before = table.Column<DateTime>(type: "datetime2", nullable: false),
                    removed = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_retention_runs", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "roles",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    system_code = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2"),
                    permissions = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    max_discount_percent = table.Column<int>(type: "int", nullable: true),
                    max_refund = table.Column<long>(type: "bigint", nullable: true),
                    order_scope = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    warehouse_scope = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    masks_personal_data = table.Column<bool>(type: "bit", nullable: false),
                    customised = table.Column<bool>(type: "bit", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_roles", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "schedule_ticks",
                columns: table => new
                {
                    name = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    last_at = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_schedule_ticks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "simulator_phones",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    seen_up_to = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_simulator_phones", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "spent_challenges",
                columns: table => new
                {
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    expires_at = table.Column<DateTime>(type: "datetime2", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_spent_challenges", x => x.hash);
                });

            migrationBuilder.CreateTable(
                name: "subject_keys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    subject = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    key = table.Column<byte[]>(type: "varbinary(400)", maxLength: 400, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_subject_keys", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "users",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    display_name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    two_step_secret = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    two_step_last_step = table.Column<long>(type: "bigint", nullable: true),
                    user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    normalized_user_name = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    normalized_email = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    email_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    password_hash = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    security_stamp = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    concurrency_stamp = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    phone_number = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    phone_number_confirmed = table.Column<bool>(type: "bit", nullable: false),
                    two_factor_enabled = table.Column<bool>(type: "bit", nullable: false),
                    lockout_end = table.Column<DateTimeOffset>(type: "datetimeoffset", nullable: true),
                    lockout_enabled = table.Column<bool>(type: "bit", nullable: false),
                    access_failed_count = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_users", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspace_logos",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    content_type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    bytes = table.Column<byte[]>(type: "varbinary(max)", nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspace_logos", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "workspaces",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    time_zone = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    is_demo = table.Column<bool>(type: "bit", nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    admin_addresses = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false, defaultValue: "", collation: "Latin1_General_100_BIN2"),
                    version = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_workspaces", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "extraction_draft_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    draft_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    quantity = table.Column<long>(type: "bigint", nullable: true),
                    stated = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    attributes = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    confidence = table.Column<double>(type: "float", nullable: false),
                    evidence = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    alternatives = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    doubts = table.Column<string>(type: "nvarchar(4000)", maxLength: 4000, nullable: false),
                    pinned = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    by_hand = table.Column<bool>(type: "bit", nullable: false),
                    removed = table.Column<bool>(type: "bit", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_extraction_draft_lines", x => x.id);
                    table.ForeignKey(
                        name: "fk_extraction_draft_lines_extraction_drafts_draft_id",
                        column: x => x.draft_id,
                        principalTable: "extraction_drafts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_attachment_texts",
                columns: table => new
                {
                    attachment_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    text = table.Column<string>(type: "nvarchar(max)", maxLength: 100000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_attachment_texts", x => x.attachment_id);
                    table.ForeignKey(
                        name: "fk_inbox_attachment_texts_inbox_attachments_attachment_id",
                        column: x => x.attachment_id,
                        principalTable: "inbox_attachments",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_mailboxes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    channel_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    folder = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    since = table.Column<DateTime>(type: "datetime2", nullable: false),
                    uid_validity = table.Column<long>(type: "bigint", nullable: false),
                    first_uid = table.Column<long>(type: "bigint", nullable: false),
                    next_uid = table.Column<long>(type: "bigint", nullable: false),
                    fetched_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    compared_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    missing = table.Column<int>(type: "int", nullable: false),
                    error = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    error_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    lease_owner = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    lease_until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_mailboxes", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_mailboxes_inbox_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "inbox_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_consents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    state = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    word = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_consents", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_consents_inbox_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "inbox_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_conversations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    channel_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    thread_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    reference = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    heard_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    read_up_to = table.Column<DateTime>(type: "datetime2", nullable: true),
                    delivered_up_to = table.Column<DateTime>(type: "datetime2", nullable: true),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    unread = table.Column<int>(type: "int", nullable: false),
                    last_message_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    last_text = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: false, collation: "Latin1_General_100_BIN2"),
                    last_direction = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    attention_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    attention_text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    erased_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_conversations", x => x.id);
                    table.ForeignKey(
                        name: "fk_inbox_conversations_inbox_channels_channel_id",
                        column: x => x.channel_id,
                        principalTable: "inbox_channels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_inbox_conversations_inbox_contacts_contact_id",
                        column: x => x.contact_id,
                        principalTable: "inbox_contacts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_quotes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    draft_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    outcome = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    current_revision_no = table.Column<int>(type: "int", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quotes", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_quotes_orders_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "orders_customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_price_breaks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    min_quantity = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_micros = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_price_breaks", x => x.id);
                    table.CheckConstraint("ck_orders_price_breaks_price", "unit_price_micros >= 0");
                    table.CheckConstraint("ck_orders_price_breaks_quantity", "min_quantity >= 1");
                    table.ForeignKey(
                        name: "fk_orders_price_breaks_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_variants",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    sku = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    attributes = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    track_stock = table.Column<bool>(type: "bit", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_variants", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_variants_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "simulator_messages",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    sid = table.Column<string>(type: "nvarchar(34)", maxLength: 34, nullable: false, collation: "Latin1_General_100_BIN2"),
                    phone_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from_customer = table.Column<bool>(type: "bit", nullable: false),
                    number = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, collation: "Latin1_General_100_BIN2"),
                    text = table.Column<string>(type: "nvarchar(max)", maxLength: 12800, nullable: false, collation: "Latin1_General_100_BIN2"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    status_url = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_simulator_messages", x => x.id);
                    table.ForeignKey(
                        name: "fk_simulator_messages_simulator_phones_phone_id",
                        column: x => x.phone_id,
                        principalTable: "simulator_phones",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "passkeys",
                columns: table => new
                {
                    credential_id = table.Column<byte[]>(type: "varbinary(1024)", maxLength: 1024, nullable: false),
                    last_used_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    data = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_passkeys", x => x.credential_id)
                        .Annotation("SqlServer:Clustered", false);
                    table.ForeignKey(
                        name: "fk_passkeys_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "recovery_codes",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_recovery_codes", x => x.id);
                    table.ForeignKey(
                        name: "fk_recovery_codes_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_claims",
                columns: table => new
                {
                    id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    claim_type = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    claim_value = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_claims", x => x.id);
                    table.ForeignKey(
                        name: "fk_user_claims_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_logins",
                columns: table => new
                {
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    provider_key = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    provider_display_name = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2"),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_logins", x => new { x.login_provider, x.provider_key });
                    table.ForeignKey(
                        name: "fk_user_logins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "user_tokens",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    login_provider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false, collation: "Latin1_General_100_BIN2"),
                    value = table.Column<string>(type: "nvarchar(max)", nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_user_tokens", x => new { x.user_id, x.login_provider, x.name });
                    table.ForeignKey(
                        name: "fk_user_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "api_tokens",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false, collation: "Latin1_General_100_BIN2"),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    scopes = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    last_used_at = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_api_tokens", x => x.id);
                    table.ForeignKey(
                        name: "fk_api_tokens_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_api_tokens_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "login_attempts",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    outcome = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    device = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ip = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_login_attempts", x => x.id);
                    table.ForeignKey(
                        name: "fk_login_attempts_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_login_attempts_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "mailed_links",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    purpose = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    expires_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    used_at = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_mailed_links", x => x.id);
                    table.ForeignKey(
                        name: "fk_mailed_links_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_mailed_links_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "memberships",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false, defaultValue: "Active"),
                    team_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    role = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true, collation: "Latin1_General_100_BIN2")
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_memberships", x => new { x.user_id, x.workspace_id });
                    table.ForeignKey(
                        name: "fk_memberships_orders_warehouses_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memberships_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_memberships_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_memberships_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "sign_ins",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    device = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false, collation: "Latin1_General_100_BIN2"),
                    ip = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true, collation: "Latin1_General_100_BIN2"),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    last_seen_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    acts_as = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    acts_as_until = table.Column<DateTime>(type: "datetime2", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_sign_ins", x => x.id);
                    table.ForeignKey(
                        name: "fk_sign_ins_users_user_id",
                        column: x => x.user_id,
                        principalTable: "users",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_sign_ins_workspaces_workspace_id",
                        column: x => x.workspace_id,
                        principalTable: "workspaces",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "inbox_messages",
                columns: table => new
                {
                    position = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    contact_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    channel_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    direction = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    text = table.Column<string>(type: "nvarchar(max)", maxLength: 65536, nullable: false, collation: "Latin1_General_100_BIN2"),
                    first_text = table.Column<string>(type: "nvarchar(max)", maxLength: 65536, nullable: true, collation: "Latin1_General_100_BIN2"),
                    edited_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    deleted_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    sent_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    status = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    external_id = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true, collation: "Latin1_General_100_BIN2"),
                    to = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    subject = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    copies = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    marks = table.Column<int>(type: "int", maxLength: 32, nullable: false, defaultValue: 0),
                    author = table.Column<string>(type: "nvarchar(80)", maxLength: 80, nullable: true, collation: "Latin1_General_100_BIN2"),
                    template = table.Column<string>(type: "nvarchar(max)", maxLength: 64000, nullable: true),
                    by_agent = table.Column<bool>(type: "bit", nullable: false, defaultValue: false),
                    items = table.Column<string>(type: "nvarchar(max)", maxLength: 64000, nullable: false, defaultValueSql: "'[]'"),
                    verified = table.Column<bool>(type: "bit", nullable: false),
                    error_code = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true, collation: "Latin1_General_100_BIN2"),
                    error_text = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true, collation: "Latin1_General_100_BIN2"),
                    sending_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    queued_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    settled_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    erased_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_inbox_messages", x => x.position);
                    table.ForeignKey(
                        name: "fk_inbox_messages_inbox_conversations_conversation_id",
                        column: x => x.conversation_id,
                        principalTable: "inbox_conversations",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "orders_quote_revisions",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    quote_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    no = table.Column<int>(type: "int", nullable: false),
                    state = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "date", nullable: true),
                    ship_to = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    content_hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    issued_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    valid_until = table.Column<DateTime>(type: "datetime2", nullable: true),
                    accepted_at = table.Column<DateTime>(type: "datetime2", nullable: true),
                    accepted_by = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    accepted_message_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quote_revisions", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_quote_revisions_orders_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "orders_quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock_levels",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    variant_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    on_hand = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false),
                    quarantined = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_stock_levels", x => x.id);
                    table.CheckConstraint("ck_orders_stock_levels_quarantined", "0 <= quarantined");
                    table.CheckConstraint("ck_orders_stock_levels_reserved", "0 <= reserved AND reserved <= on_hand - quarantined");
                    table.ForeignKey(
                        name: "fk_orders_stock_levels_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_levels_orders_warehouses_warehouse_id",
                        column: x => x.warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_stock_movements",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    variant_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    from_warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    to_warehouse_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    reason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true, collation: "Latin1_General_100_BIN2"),
                    document_kind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    document_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    idempotency_key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    actor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_stock_movements", x => x.id);
                    table.CheckConstraint("ck_orders_stock_movements_ends", "from_warehouse_id IS NOT NULL OR to_warehouse_id IS NOT NULL");
                    table.CheckConstraint("ck_orders_stock_movements_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_warehouses_from_warehouse_id",
                        column: x => x.from_warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_stock_movements_orders_warehouses_to_warehouse_id",
                        column: x => x.to_warehouse_id,
                        principalTable: "orders_warehouses",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "membership_roles",
                columns: table => new
                {
                    user_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    role_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_membership_roles", x => new { x.user_id, x.workspace_id, x.role_id });
                    table.ForeignKey(
                        name: "fk_membership_roles_memberships_user_id_workspace_id",
                        columns: x => new { x.user_id, x.workspace_id },
                        principalTable: "memberships",
                        principalColumns: new[] { "user_id", "workspace_id" },
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "fk_membership_roles_roles_role_id",
                        column: x => x.role_id,
                        principalTable: "roles",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_orders",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2"),
                    quote_revision_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    quote_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    customer_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    conversation_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    owner_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    currency = table.Column<string>(type: "nvarchar(3)", maxLength: 3, nullable: false, collation: "Latin1_General_100_BIN2"),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    needed_by = table.Column<DateOnly>(type: "date", nullable: true),
                    ship_to = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true, collation: "Latin1_General_100_BIN2"),
                    lifecycle = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    fulfilment = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    version = table.Column<int>(type: "int", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_orders", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_customers_customer_id",
                        column: x => x.customer_id,
                        principalTable: "orders_customers",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_quote_revisions_quote_revision_id",
                        column: x => x.quote_revision_id,
                        principalTable: "orders_quote_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_orders_orders_quotes_quote_id",
                        column: x => x.quote_id,
                        principalTable: "orders_quotes",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_quote_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    revision_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    variant_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    sku = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    attributes = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    unit_price_micros = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    quote_revision_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_quote_lines", x => x.id);
                    table.CheckConstraint("ck_orders_quote_lines_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_quote_revisions_revision_id",
                        column: x => x.revision_id,
                        principalTable: "orders_quote_revisions",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_quote_lines_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_order_history",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    order_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    kind = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    actor = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true, collation: "Latin1_General_100_BIN2"),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_order_history", x => x.id);
                    table.ForeignKey(
                        name: "fk_orders_order_history_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_order_lines",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    order_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    position = table.Column<int>(type: "int", nullable: false),
                    product_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    variant_id = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    sku = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    name = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false, collation: "Latin1_General_100_BIN2"),
                    description = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false, collation: "Latin1_General_100_BIN2"),
                    attributes = table.Column<string>(type: "nvarchar(max)", maxLength: 16000, nullable: false),
                    unit_price_micros = table.Column<long>(type: "bigint", nullable: false),
                    total = table.Column<long>(type: "bigint", nullable: false),
                    stocked = table.Column<bool>(type: "bit", nullable: false),
                    ordered = table.Column<long>(type: "bigint", nullable: false),
                    cancelled = table.Column<long>(type: "bigint", nullable: false),
                    reserved = table.Column<long>(type: "bigint", nullable: false),
                    backordered = table.Column<long>(type: "bigint", nullable: false),
                    shipped = table.Column<long>(type: "bigint", nullable: false),
                    delivered = table.Column<long>(type: "bigint", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_order_lines", x => x.id);
                    table.CheckConstraint("ck_orders_order_lines_ordered", "ordered > 0 AND cancelled BETWEEN 0 AND ordered");
                    table.CheckConstraint("ck_orders_order_lines_progress", "0 <= delivered AND delivered <= shipped AND shipped <= ordered - cancelled");
                    table.CheckConstraint("ck_orders_order_lines_stock", "reserved >= 0 AND backordered >= 0 AND (stocked = 0 OR reserved + backordered + shipped = ordered - cancelled)");
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_products_product_id",
                        column: x => x.product_id,
                        principalTable: "orders_products",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_order_lines_orders_variants_variant_id",
                        column: x => x.variant_id,
                        principalTable: "orders_variants",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "orders_reservations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    stock_level_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    order_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    order_line_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    quantity = table.Column<long>(type: "bigint", nullable: false),
                    state = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    created_at = table.Column<DateTime>(type: "datetime2", nullable: false),
                    workspace_id = table.Column<Guid>(type: "uniqueidentifier", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("pk_orders_reservations", x => x.id);
                    table.CheckConstraint("ck_orders_reservations_quantity", "quantity > 0");
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_order_lines_order_line_id",
                        column: x => x.order_line_id,
                        principalTable: "orders_order_lines",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_orders_order_id",
                        column: x => x.order_id,
                        principalTable: "orders_orders",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "fk_orders_reservations_orders_stock_levels_stock_level_id",
                        column: x => x.stock_level_id,
                        principalTable: "orders_stock_levels",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_hash",
                table: "api_tokens",
                column: "hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_user_id",
                table: "api_tokens",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_api_tokens_workspace_id",
                table: "api_tokens",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_seq",
                table: "audit_rows",
                columns: new[] { "workspace_id", "seq" },
                unique: true,
                filter: "seq IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_unnumbered",
                table: "audit_rows",
                columns: new[] { "workspace_id", "id" },
                filter: "seq IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_workspace_id_at_id",
                table: "audit_rows",
                columns: new[] { "workspace_id", "at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_audit_rows_workspace_id_entity_id_id",
                table: "audit_rows",
                columns: new[] { "workspace_id", "entity_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_demo_mails_workspace_id_id",
                table: "demo_mails",
                columns: new[] { "workspace_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_erasures_workspace_id_at",
                table: "erasures",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_extraction_draft_lines_draft_id",
                table: "extraction_draft_lines",
                column: "draft_id");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_conversation_id",
                table: "extraction_drafts",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_open",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "contact_id" },
                unique: true,
                filter: "status IN ('Open', 'Stale')");

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_workspace_id_contact_id_read_position",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "contact_id", "read_position" });

            migrationBuilder.CreateIndex(
                name: "ix_extraction_drafts_workspace_id_status_updated_at_id",
                table: "extraction_drafts",
                columns: new[] { "workspace_id", "status", "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_workspace_id_at",
                table: "idempotency_keys",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_idempotency_keys_workspace_id_user_id_key",
                table: "idempotency_keys",
                columns: new[] { "workspace_id", "user_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_attachments_message_id",
                table: "inbox_attachments",
                column: "message_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_attachments_workspace_id_sha256",
                table: "inbox_attachments",
                columns: new[] { "workspace_id", "sha256" },
                filter: "sha256 IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_channels_workspace_id_kind_address",
                table: "inbox_channels",
                columns: new[] { "workspace_id", "kind", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_consents_contact_id",
                table: "inbox_consents",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_consents_workspace_id_contact_id_id",
                table: "inbox_consents",
                columns: new[] { "workspace_id", "contact_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_contacts_workspace_id_address",
                table: "inbox_contacts",
                columns: new[] { "workspace_id", "address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_channel_id",
                table: "inbox_conversations",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_contact_id",
                table: "inbox_conversations",
                column: "contact_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_open",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "channel_id", "thread_key" },
                unique: true,
                filter: "status = 'Open'");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_retention",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "last_message_at" },
                filter: "status = 'Closed' AND erased_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_workspace_id_last_message_at_id",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "last_message_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_conversations_workspace_id_status_last_message_at_id",
                table: "inbox_conversations",
                columns: new[] { "workspace_id", "status", "last_message_at", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_purge",
                table: "inbox_inbound_events",
                columns: new[] { "workspace_id", "processed_at" },
                filter: "body_purged = 0 AND processed_at IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_inbound_events_workspace_id_channel_id_event_key",
                table: "inbox_inbound_events",
                columns: new[] { "workspace_id", "channel_id", "event_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_mailboxes_channel_id",
                table: "inbox_mailboxes",
                column: "channel_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_mailboxes_workspace_id_channel_id_folder",
                table: "inbox_mailboxes",
                columns: new[] { "workspace_id", "channel_id", "folder" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_contact_id_position",
                table: "inbox_messages",
                columns: new[] { "contact_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_conversation_id_position",
                table: "inbox_messages",
                columns: new[] { "conversation_id", "position" });

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_failed",
                table: "inbox_messages",
                columns: new[] { "workspace_id", "position" },
                filter: "status IN ('Failed', 'Undelivered', 'MaybeSent') AND settled_at IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_id",
                table: "inbox_messages",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_messages_workspace_id_channel_id_external_id",
                table: "inbox_messages",
                columns: new[] { "workspace_id", "channel_id", "external_id" },
                unique: true,
                filter: "external_id IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_reactions_workspace_id_message_id_person",
                table: "inbox_reactions",
                columns: new[] { "workspace_id", "message_id", "person" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_thread_ids_conversation_id",
                table: "inbox_thread_ids",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_thread_ids_workspace_id_channel_id_key",
                table: "inbox_thread_ids",
                columns: new[] { "workspace_id", "channel_id", "key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_inbox_uploads_conversation_id",
                table: "inbox_uploads",
                column: "conversation_id");

            migrationBuilder.CreateIndex(
                name: "ix_inbox_uploads_workspace_id_created_at",
                table: "inbox_uploads",
                columns: new[] { "workspace_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_jobs_dead",
                table: "jobs",
                columns: new[] { "workspace_id", "id" },
                filter: "state = 'Dead'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ordering",
                table: "jobs",
                columns: new[] { "workspace_id", "ordering_key", "id" },
                filter: "ordering_key IS NOT NULL AND state = 'Waiting'");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_ready",
                table: "jobs",
                columns: new[] { "kind", "workspace_id", "due_at", "id" },
                filter: "ready = 1");

            migrationBuilder.CreateIndex(
                name: "ix_jobs_unique",
                table: "jobs",
                columns: new[] { "workspace_id", "unique_key" },
                unique: true,
                filter: "unique_key IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_at",
                table: "live_events",
                columns: new[] { "workspace_id", "at" });

            migrationBuilder.CreateIndex(
                name: "ix_live_events_unnumbered",
                table: "live_events",
                columns: new[] { "workspace_id", "id" },
                filter: "seq IS NULL");

            migrationBuilder.CreateIndex(
                name: "ix_live_events_workspace_id_seq",
                table: "live_events",
                columns: new[] { "workspace_id", "seq" },
                unique: true,
                filter: "seq IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_at",
                table: "login_attempts",
                column: "at");

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_user_id_id",
                table: "login_attempts",
                columns: new[] { "user_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_login_attempts_workspace_id",
                table: "login_attempts",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_expires_at",
                table: "mailed_links",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_hash",
                table: "mailed_links",
                column: "hash",
                unique: true,
                filter: "[hash] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_user_id_purpose",
                table: "mailed_links",
                columns: new[] { "user_id", "purpose" });

            migrationBuilder.CreateIndex(
                name: "ix_mailed_links_workspace_id",
                table: "mailed_links",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_roles_role_id",
                table: "membership_roles",
                column: "role_id");

            migrationBuilder.CreateIndex(
                name: "ix_membership_roles_workspace_id_role_id",
                table: "membership_roles",
                columns: new[] { "workspace_id", "role_id" });

            migrationBuilder.CreateIndex(
                name: "ix_memberships_team_id",
                table: "memberships",
                column: "team_id");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_warehouse_id",
                table: "memberships",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_memberships_workspace_id_team_id",
                table: "memberships",
                columns: new[] { "workspace_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "ix_number_sequences_workspace_id_kind",
                table: "number_sequences",
                columns: new[] { "workspace_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_customers_workspace_id_name",
                table: "orders_customers",
                columns: new[] { "workspace_id", "name" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_customers_workspace_id_phone",
                table: "orders_customers",
                columns: new[] { "workspace_id", "phone" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_history_order_id",
                table: "orders_order_history",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_history_workspace_id_order_id_id",
                table: "orders_order_history",
                columns: new[] { "workspace_id", "order_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_order_id",
                table: "orders_order_lines",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_product_id",
                table: "orders_order_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_variant_id",
                table: "orders_order_lines",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_order_lines_workspace_id_order_id_position",
                table: "orders_order_lines",
                columns: new[] { "workspace_id", "order_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_customer_id",
                table: "orders_orders",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_quote_id",
                table: "orders_orders",
                column: "quote_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_quote_revision_id",
                table: "orders_orders",
                column: "quote_revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_conversation_id_created_at",
                table: "orders_orders",
                columns: new[] { "workspace_id", "conversation_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_created_at_number",
                table: "orders_orders",
                columns: new[] { "workspace_id", "created_at", "number" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_customer_id_created_at",
                table: "orders_orders",
                columns: new[] { "workspace_id", "customer_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_number",
                table: "orders_orders",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_quote_id",
                table: "orders_orders",
                columns: new[] { "workspace_id", "quote_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_orders_workspace_id_quote_revision_id",
                table: "orders_orders",
                columns: new[] { "workspace_id", "quote_revision_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_price_breaks_product_id",
                table: "orders_price_breaks",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_price_breaks_workspace_id_product_id_min_quantity",
                table: "orders_price_breaks",
                columns: new[] { "workspace_id", "product_id", "min_quantity" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_name_sku",
                table: "orders_products",
                columns: new[] { "workspace_id", "name", "sku" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_sku",
                table: "orders_products",
                columns: new[] { "workspace_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_products_workspace_id_version",
                table: "orders_products",
                columns: new[] { "workspace_id", "version" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_product_id",
                table: "orders_quote_lines",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_revision_id",
                table: "orders_quote_lines",
                column: "revision_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_variant_id",
                table: "orders_quote_lines",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_lines_workspace_id_revision_id_position",
                table: "orders_quote_lines",
                columns: new[] { "workspace_id", "revision_id", "position" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_quote_id",
                table: "orders_quote_revisions",
                column: "quote_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_workspace_id_quote_id_no",
                table: "orders_quote_revisions",
                columns: new[] { "workspace_id", "quote_id", "no" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_quote_revisions_workspace_id_state_valid_until",
                table: "orders_quote_revisions",
                columns: new[] { "workspace_id", "state", "valid_until" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_customer_id",
                table: "orders_quotes",
                column: "customer_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_conversation_id_created_at",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "conversation_id", "created_at" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_draft_id",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "draft_id" },
                unique: true,
                filter: "[draft_id] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_orders_quotes_workspace_id_number",
                table: "orders_quotes",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_order_id",
                table: "orders_reservations",
                column: "order_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_order_line_id",
                table: "orders_reservations",
                column: "order_line_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_stock_level_id",
                table: "orders_reservations",
                column: "stock_level_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_order_id",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "order_id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_order_line_id_stock_level_id",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "order_line_id", "stock_level_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_reservations_workspace_id_stock_level_id_state",
                table: "orders_reservations",
                columns: new[] { "workspace_id", "stock_level_id", "state" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_variant_id",
                table: "orders_stock_levels",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_warehouse_id",
                table: "orders_stock_levels",
                column: "warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_levels_workspace_id_variant_id_warehouse_id",
                table: "orders_stock_levels",
                columns: new[] { "workspace_id", "variant_id", "warehouse_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_from_warehouse_id",
                table: "orders_stock_movements",
                column: "from_warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_to_warehouse_id",
                table: "orders_stock_movements",
                column: "to_warehouse_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_variant_id",
                table: "orders_stock_movements",
                column: "variant_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_workspace_id_idempotency_key",
                table: "orders_stock_movements",
                columns: new[] { "workspace_id", "idempotency_key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_stock_movements_workspace_id_variant_id_id",
                table: "orders_stock_movements",
                columns: new[] { "workspace_id", "variant_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_orders_variants_product_id",
                table: "orders_variants",
                column: "product_id");

            migrationBuilder.CreateIndex(
                name: "ix_orders_variants_workspace_id_sku",
                table: "orders_variants",
                columns: new[] { "workspace_id", "sku" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_orders_warehouses_workspace_id_code",
                table: "orders_warehouses",
                columns: new[] { "workspace_id", "code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ux_orders_warehouses_default",
                table: "orders_warehouses",
                column: "workspace_id",
                unique: true,
                filter: "is_default = 1");

            migrationBuilder.CreateIndex(
                name: "ix_passkeys_user_id",
                table: "passkeys",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_protection_keys_name",
                table: "protection_keys",
                column: "name",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_recovery_codes_user_id_hash",
                table: "recovery_codes",
                columns: new[] { "user_id", "hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retention_rules_workspace_id_kind",
                table: "retention_rules",
                columns: new[] { "workspace_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_retention_runs_workspace_id_id",
                table: "retention_runs",
                columns: new[] { "workspace_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_roles_workspace_id_name",
                table: "roles",
                columns: new[] { "workspace_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_roles_workspace_id_system_code",
                table: "roles",
                columns: new[] { "workspace_id", "system_code" },
                unique: true,
                filter: "[system_code] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_last_seen_at",
                table: "sign_ins",
                column: "last_seen_at");

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_user_id_last_seen_at",
                table: "sign_ins",
                columns: new[] { "user_id", "last_seen_at" });

            migrationBuilder.CreateIndex(
                name: "ix_sign_ins_workspace_id",
                table: "sign_ins",
                column: "workspace_id");

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_phone_id",
                table: "simulator_messages",
                column: "phone_id");

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_workspace_id_phone_id_id",
                table: "simulator_messages",
                columns: new[] { "workspace_id", "phone_id", "id" });

            migrationBuilder.CreateIndex(
                name: "ix_simulator_messages_workspace_id_sid",
                table: "simulator_messages",
                columns: new[] { "workspace_id", "sid" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_simulator_phones_workspace_id_number",
                table: "simulator_phones",
                columns: new[] { "workspace_id", "number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_spent_challenges_expires_at",
                table: "spent_challenges",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "ix_subject_keys_workspace_id_subject",
                table: "subject_keys",
                columns: new[] { "workspace_id", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_teams_workspace_id_name",
                table: "teams",
                columns: new[] { "workspace_id", "name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "ix_user_claims_user_id",
                table: "user_claims",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "ix_user_logins_user_id",
                table: "user_logins",
                column: "user_id");

            migrationBuilder.CreateIndex(
                name: "email_index",
                table: "users",
                column: "normalized_email");

            migrationBuilder.CreateIndex(
                name: "user_name_index",
                table: "users",
                column: "normalized_user_name",
                unique: true,
                filter: "[normalized_user_name] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "ix_workspace_logos_workspace_id",
                table: "workspace_logos",
                column: "workspace_id",
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "api_tokens");

            migrationBuilder.DropTable(
                name: "audit_rows");

            migrationBuilder.DropTable(
                name: "demo_mails");

            migrationBuilder.DropTable(
                name: "erasures");

            migrationBuilder.DropTable(
                name: "extraction_draft_lines");

            migrationBuilder.DropTable(
                name: "idempotency_keys");

            migrationBuilder.DropTable(
                name: "inbox_attachment_texts");

            migrationBuilder.DropTable(
                name: "inbox_consents");

            migrationBuilder.DropTable(
                name: "inbox_inbound_events");

            migrationBuilder.DropTable(
                name: "inbox_mailboxes");

            migrationBuilder.DropTable(
                name: "inbox_messages");

            migrationBuilder.DropTable(
                name: "inbox_originals");

            migrationBuilder.DropTable(
                name: "inbox_reactions");

            migrationBuilder.DropTable(
                name: "inbox_thread_ids");

            migrationBuilder.DropTable(
                name: "inbox_uploads");

            migrationBuilder.DropTable(
                name: "jobs");

            migrationBuilder.DropTable(
                name: "live_events");

            migrationBuilder.DropTable(
                name: "login_attempts");

            migrationBuilder.DropTable(
                name: "mailed_links");

            migrationBuilder.DropTable(
                name: "membership_roles");

            migrationBuilder.DropTable(
                name: "number_sequences");

            migrationBuilder.DropTable(
                name: "orders_order_history");

            migrationBuilder.DropTable(
                name: "orders_price_breaks");

            migrationBuilder.DropTable(
                name: "orders_quote_lines");

            migrationBuilder.DropTable(
                name: "orders_reservations");

            migrationBuilder.DropTable(
                name: "orders_stock_movements");

            migrationBuilder.DropTable(
                name: "passkeys");

            migrationBuilder.DropTable(
                name: "protection_keys");

            migrationBuilder.DropTable(
                name: "recovery_codes");

            migrationBuilder.DropTable(
                name: "retention_rules");

            migrationBuilder.DropTable(
                name: "retention_runs");

            migrationBuilder.DropTable(
                name: "schedule_ticks");

            migrationBuilder.DropTable(
                name: "sign_ins");

            migrationBuilder.DropTable(
                name: "simulator_messages");

            migrationBuilder.DropTable(
                name: "spent_challenges");

            migrationBuilder.DropTable(
                name: "subject_keys");

            migrationBuilder.DropTable(
                name: "user_claims");

            migrationBuilder.DropTable(
                name: "user_logins");

            migrationBuilder.DropTable(
                name: "user_tokens");

            migrationBuilder.DropTable(
                name: "workspace_logos");

            migrationBuilder.DropTable(
                name: "extraction_drafts");

            migrationBuilder.DropTable(
                name: "inbox_attachments");

            migrationBuilder.DropTable(
                name: "inbox_conversations");

            migrationBuilder.DropTable(
                name: "memberships");

            migrationBuilder.DropTable(
                name: "roles");

            migrationBuilder.DropTable(
                name: "orders_order_lines");

            migrationBuilder.DropTable(
                name: "orders_stock_levels");

            migrationBuilder.DropTable(
                name: "simulator_phones");

            migrationBuilder.DropTable(
                name: "inbox_channels");

            migrationBuilder.DropTable(
                name: "inbox_contacts");

            migrationBuilder.DropTable(
                name: "teams");

            migrationBuilder.DropTable(
                name: "users");

            migrationBuilder.DropTable(
                name: "workspaces");

            migrationBuilder.DropTable(
                name: "orders_orders");

            migrationBuilder.DropTable(
                name: "orders_variants");

            migrationBuilder.DropTable(
                name: "orders_warehouses");

            migrationBuilder.DropTable(
                name: "orders_quote_revisions");

            migrationBuilder.DropTable(
                name: "orders_products");

            migrationBuilder.DropTable(
                name: "orders_quotes");

            migrationBuilder.DropTable(
                name: "orders_customers");
        }
    }
}
